//! The least that a site generator can do with the crates that fieldbook uses: it finds the markdown
//! files of a folder, and for each it reads, parses, pushes HTML and writes, on all cores. There are no
//! links, templates, navigation or search, so no generator with these crates is faster.
//!
//! ```text
//! limit CONTENT OUT
//! ```

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use pulldown_cmark::{Options, Parser, html};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use walkdir::WalkDir;

const HEAD: &str = "<!doctype html><html><head><meta charset=\"utf-8\"></head><body><main>\n";
const FOOT: &str = "</main></body></html>\n";

fn main() -> io::Result<()> {
    let folders: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    let [content, out] = folders.as_slice() else {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "usage: limit CONTENT OUT"));
    };
    let files = markdown_files(content)?;
    files.par_iter().try_for_each(|file| convert(file, &out.join(page_folder(file, content))))?;
    println!("{} pages", files.len());
    Ok(())
}

fn markdown_files(content: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for found in WalkDir::new(content) {
        let path = found?.into_path();
        if path.extension().is_some_and(|extension| extension == "md") {
            files.push(path);
        }
    }
    Ok(files)
}

/// `levels/optics.md` becomes `levels/optics/index.html`.
fn page_folder(file: &Path, content: &Path) -> PathBuf {
    file.strip_prefix(content).unwrap_or(file).with_extension("")
}

fn convert(file: &Path, folder: &Path) -> io::Result<()> {
    let markdown = fs::read_to_string(file)?;
    let mut page = String::with_capacity(markdown.len() * 3 / 2 + HEAD.len() + FOOT.len());
    page.push_str(HEAD);
    html::push_html(&mut page, Parser::new_ext(&markdown, Options::all()));
    page.push_str(FOOT);
    fs::create_dir_all(folder)?;
    fs::write(folder.join("index.html"), page)
}
