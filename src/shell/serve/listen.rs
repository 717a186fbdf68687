//! Binds a port and accepts connections.

use std::io::{self, ErrorKind};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, ToSocketAddrs, UdpSocket};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, bail};
use futures_util::future::join_all;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpStream;

use crate::shell::serve::answer::respond;
use crate::shell::serve::guard::Door;
use crate::shell::serve::live::LatestBuild;
use crate::shell::serve::{Address, Server};

/// How many ports after the requested one are tried.
const MORE_PORTS: u16 = 20;
/// Slower requests are dropped.
const SLOWEST_REQUEST: Duration = Duration::from_secs(10);
const LARGEST_HEAD: usize = 32 * 1024;
/// The pause after a failed accept, usually for lack of file descriptors.
const BREATH: Duration = Duration::from_millis(50);

/// Binds the first free port from the requested one upwards.
pub fn bind(address: &Address) -> anyhow::Result<Server> {
    let ips = ips(&address.host)?;
    let last = match address.port {
        0 => MORE_PORTS,
        port => port.saturating_add(MORE_PORTS),
    };
    for candidate in address.port..=last {
        // Port 0 allows any, but it may be taken on the second address: then another is tried.
        let wanted = if address.port == 0 { 0 } else { candidate };
        match bind_all(&ips, wanted) {
            Ok(listeners) => return describe(address, listeners),
            Err(error) if error.kind() == ErrorKind::AddrInUse => {}
            Err(error) => {
                let host = &address.host;
                return Err(error).with_context(|| format!("cannot serve on {host}:{wanted}"));
            }
        }
    }
    bail!("the ports {} to {last} are all taken; choose another with --port", address.port)
}

fn ips(host: &str) -> anyhow::Result<Vec<IpAddr>> {
    if host == "localhost" {
        return Ok(vec![Ipv4Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into()]);
    }
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let found = (bare, 0).to_socket_addrs();
    let found = found.with_context(|| format!("`{host}` is no address of this machine"))?;
    Ok(found.map(|address| address.ip()).take(1).collect())
}

/// Binds one port on every address. Only the first must exist, as many machines lack IPv6; but none
/// may belong to another program, which would receive some of the requests.
fn bind_all(ips: &[IpAddr], port: u16) -> io::Result<Vec<TcpListener>> {
    let mut listeners: Vec<TcpListener> = Vec::new();
    for ip in ips {
        let port = match listeners.first() {
            Some(first) => first.local_addr()?.port(),
            None => port,
        };
        match TcpListener::bind((*ip, port)) {
            Ok(listener) => listeners.push(listener),
            Err(error) if listeners.is_empty() || error.kind() == ErrorKind::AddrInUse => {
                return Err(error);
            }
            Err(_) => {}
        }
    }
    Ok(listeners)
}

fn describe(address: &Address, listeners: Vec<TcpListener>) -> anyhow::Result<Server> {
    let local = listeners.first().context("there is no address to serve on")?.local_addr()?;
    let port = local.port();
    let mut notes = Vec::new();
    if address.port != 0 && port != address.port {
        notes.push(format!("note: port {} is taken; using {port}", address.port));
    }
    if !local.ip().is_loopback() {
        let lan = SocketAddr::new(lan_ip(local.ip()), port);
        notes.push(format!("warning: everyone on this network can read the site at http://{lan}/"));
    }
    let mut names = address.allowed.clone();
    let named = address.host.parse::<IpAddr>().is_err() && !address.host.contains(':');
    if named {
        names.push(address.host.clone());
    }
    let host = match local.ip() {
        _ if named => address.host.clone(),
        ip if ip.is_unspecified() => "localhost".to_owned(),
        IpAddr::V4(ip) => ip.to_string(),
        IpAddr::V6(ip) => format!("[{ip}]"),
    };
    Ok(Server { listeners, names, url: format!("http://{host}:{port}/"), notes })
}

/// The address by which other machines reach this one. The socket sends nothing; it only selects
/// the source address of a route.
fn lan_ip(bound: IpAddr) -> IpAddr {
    let towards_elsewhere = || {
        let socket = UdpSocket::bind((bound, 0))?;
        socket.connect(("192.0.2.1", 9))?;
        socket.local_addr()
    };
    if bound.is_unspecified() {
        towards_elsewhere().map_or(bound, |address: SocketAddr| address.ip())
    } else {
        bound
    }
}

/// Accepts connections forever, on the calling thread.
///
/// # Errors
/// When the sockets fail.
pub fn answer_all(
    listeners: Vec<TcpListener>,
    state: &Arc<LatestBuild>,
    names: &Arc<[String]>,
) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().enable_time().build();
    runtime.context("cannot start the server")?.block_on(async {
        let mut accepting = Vec::new();
        for listener in listeners {
            listener.set_nonblocking(true)?;
            let listener = tokio::net::TcpListener::from_std(listener)?;
            accepting.push(accept(listener, state, names));
        }
        join_all(accepting).await;
        Ok(())
    })
}

async fn accept(
    listener: tokio::net::TcpListener,
    state: &Arc<LatestBuild>,
    names: &Arc<[String]>,
) {
    loop {
        let accepted = listener.accept().await;
        let local = accepted.as_ref().ok().and_then(|(stream, _)| stream.local_addr().ok());
        match (accepted, local) {
            (Ok((stream, _)), Some(local)) => {
                let door = Door { local, names: names.clone() };
                tokio::spawn(converse(stream, door, state.clone()));
            }
            _ => tokio::time::sleep(BREATH).await,
        }
    }
}

async fn converse(stream: TcpStream, door: Door, state: Arc<LatestBuild>) {
    // Otherwise the rest of an event may be delayed until its start is acknowledged.
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request| respond(request, door.clone(), state.clone()));
    // Errors mean that the client disconnected or does not speak HTTP.
    let _ = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(SLOWEST_REQUEST)
        .max_buf_size(LARGEST_HEAD)
        .serve_connection(TokioIo::new(stream), service)
        .await;
}
