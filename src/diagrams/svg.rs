//! Writes a scene as the content of an SVG element: shapes with classes, and text. No other text of
//! the author's gets into it, and all of it is escaped.

use rusty_mermaid_core::{Color, FontWeight};
use rusty_mermaid_core::{
    MarkerPath, MarkerType, PathSegment, Point, Primitive, Scene, Style, TextAnchor, TextStyle,
    Transform, arc_sector_segments, marker_path, path_end_tangent, path_start_tangent,
    text_baseline_y_offset,
};

use crate::diagrams::Kind;
use crate::diagrams::bounds::view_box;
use crate::diagrams::labels::{decode, shown};
use crate::diagrams::theme::{Palette, class};

/// The shapes of a scene, and the range that they take.
pub(super) fn write(scene: &Scene, kind: Kind) -> (String, [i32; 4]) {
    let mut writer = Writer { out: String::new(), palette: Palette::of(kind), kind };
    for element in scene.elements() {
        writer.primitive(&element.primitive);
    }
    (writer.out, view_box(scene))
}

/// The lines of a label, without its tags.
pub(super) fn lines(label: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    // Annotations of classes, `<<interface>>`.
    let label = label.replace("<<", "«").replace(">>", "»");
    let mut rest = label.as_str();
    while let Some(c) = rest.chars().next() {
        let tag = (c == '<').then(|| rest.find('>')).flatten();
        match tag {
            Some(end) if is_tag(&rest[1..end]) => {
                if rest[1..end].trim_start_matches('/').to_ascii_lowercase().starts_with("br") {
                    lines.push(String::new());
                }
                rest = &rest[end + 1..];
                continue;
            }
            _ => {}
        }
        match c {
            '\n' => lines.push(String::new()),
            _ => lines.last_mut().into_iter().for_each(|line| line.push(c)),
        }
        rest = &rest[c.len_utf8()..];
    }
    let plain = |line: String| shown(&decode(line.replace("**", "").replace("__", "").trim()));
    lines.into_iter().map(plain).collect()
}

fn is_tag(inside: &str) -> bool {
    let name = inside.trim_start_matches('/');
    name.starts_with(|c: char| c.is_ascii_alphabetic()) && !inside.contains('<')
}

struct Writer {
    out: String,
    palette: Palette,
    kind: Kind,
}

impl Writer {
    fn primitive(&mut self, primitive: &Primitive) {
        match primitive {
            Primitive::Rect { bbox, rx, style, .. } => {
                let (x, y) = (bbox.x - bbox.width / 2.0, bbox.y - bbox.height / 2.0);
                let place = [("x", x), ("y", y), ("width", bbox.width), ("height", bbox.height)];
                self.open("rect");
                self.numbers(&place);
                if *rx > 0.0 {
                    self.numbers(&[("rx", *rx)]);
                }
                self.style(style);
            }
            Primitive::Circle { center, radius, style } => {
                self.open("circle");
                self.numbers(&[("cx", center.x), ("cy", center.y), ("r", *radius)]);
                self.style(style);
            }
            Primitive::Ellipse { center, rx, ry, style } => {
                self.open("ellipse");
                self.numbers(&[("cx", center.x), ("cy", center.y), ("rx", *rx), ("ry", *ry)]);
                self.style(style);
            }
            Primitive::Polygon { points, style } => {
                self.points("polygon", points);
                self.style(style);
            }
            Primitive::Path { segments, style, marker_start, marker_end } => {
                self.path(segments, style);
                let ends = [
                    (*marker_start, path_start_tangent(segments)),
                    (*marker_end, path_end_tangent(segments)),
                ];
                for (marker, end) in ends {
                    if let (Some(marker), Some(end)) = (marker, end) {
                        self.marker(marker, end, style);
                    }
                }
            }
            Primitive::Arc { center, inner_r, outer_r, start_angle, end_angle, style } => {
                let arc =
                    arc_sector_segments(*center, *inner_r, *outer_r, *start_angle, *end_angle);
                self.path(&arc, style);
            }
            Primitive::Text { position, content, anchor, style } => {
                self.text(*position, content, (*anchor, style));
            }
            Primitive::Group { transform, children } => {
                self.group(transform);
                children.iter().for_each(|child| self.primitive(child));
                self.out.push_str("</g>");
            }
        }
    }

    fn open(&mut self, name: &str) {
        self.out.push('<');
        self.out.push_str(name);
    }

    fn numbers(&mut self, numbers: &[(&str, f64)]) {
        for (name, number) in numbers {
            self.out.push_str(&format!(" {name}=\"{}\"", short(*number)));
        }
    }

    /// Ends a shape with its class.
    fn style(&mut self, style: &Style) {
        let mut classes = vec![class(style, &mut self.palette)];
        if style.stroke_dasharray.is_some() {
            classes.push("d-dashed");
        }
        if style.stroke_width.is_some_and(|width| width > 2.5) {
            classes.push("d-thick");
        }
        self.end_shape(&classes.join(" "));
    }

    fn class(&mut self, classes: &str) {
        self.out.push_str(&format!(" class=\"{classes}\""));
    }

    fn end_shape(&mut self, classes: &str) {
        self.class(classes);
        self.out.push_str("/>");
    }

    fn points(&mut self, name: &str, points: &[Point]) {
        self.open(name);
        let points = points.iter().map(|point| format!("{},{}", short(point.x), short(point.y)));
        self.out.push_str(&format!(" points=\"{}\"", points.collect::<Vec<_>>().join(" ")));
    }

    fn path(&mut self, segments: &[PathSegment], style: &Style) {
        self.open("path");
        self.out.push_str(&format!(" d=\"{}\"", path(segments)));
        self.style(style);
    }

    fn marker(&mut self, marker: MarkerType, (tip, angle): (Point, f64), style: &Style) {
        let width = style.stroke_width.unwrap_or(1.5).clamp(1.0, 2.0);
        match marker_path(marker, tip, angle, width) {
            MarkerPath::FillPolygon { points } => {
                self.points("polygon", &points);
                self.end_shape("d-solid");
            }
            MarkerPath::StrokePolyline { points, closed, .. } => {
                self.points(if closed { "polygon" } else { "polyline" }, &points);
                self.end_shape("d-line");
            }
            MarkerPath::FillAndStrokePolygon { points, fill_is_marker_color, .. } => {
                self.points("polygon", &points);
                let class = if fill_is_marker_color { "d-solid" } else { "d-open" };
                self.end_shape(class);
            }
            MarkerPath::FillCircle { center, radius } => {
                self.open("circle");
                self.numbers(&[("cx", center.x), ("cy", center.y), ("r", radius)]);
                self.end_shape("d-solid");
            }
            MarkerPath::StrokeCurves { curves, .. } => {
                for [start, middle, end] in curves {
                    let curve =
                        [PathSegment::MoveTo(start), PathSegment::QuadTo { cp: middle, to: end }];
                    self.open("path");
                    self.out.push_str(&format!(" d=\"{}\"", path(&curve)));
                    self.end_shape("d-line");
                }
            }
        }
    }

    fn group(&mut self, transform: &Transform) {
        self.open("g");
        match transform {
            Transform::Identity => {}
            Transform::Translate(x, y) => {
                self.out.push_str(&format!(
                    " transform=\"translate({} {})\"",
                    short(*x),
                    short(*y)
                ));
            }
            Transform::Scale(x, y) => self.out.push_str(&format!(" transform=\"scale({x} {y})\"")),
            Transform::Rotate { degrees, cx, cy } => {
                self.out.push_str(&format!(" transform=\"rotate({degrees} {cx} {cy})\""));
            }
        }
        self.out.push('>');
    }

    fn text(&mut self, at: Point, label: &str, (anchor, style): (TextAnchor, &TextStyle)) {
        // The crate leaves the quotes around names and comments.
        let label = if self.kind == Kind::Er { label.trim_matches('"') } else { label };
        let lines = lines(label);
        let first = at.y + text_baseline_y_offset(style.font_size, lines.len());
        for (number, line) in lines.iter().enumerate().filter(|(_, line)| !line.is_empty()) {
            self.open("text");
            let y = first + number as f64 * style.font_size * 1.2;
            self.numbers(&[("x", at.x), ("y", y), ("font-size", style.font_size)]);
            self.out.push_str(match anchor {
                TextAnchor::Start => "",
                TextAnchor::Middle => " text-anchor=\"middle\"",
                TextAnchor::End => " text-anchor=\"end\"",
            });
            let is_on_solid = self.kind == Kind::Sequence;
            if is_on_solid && style.fill == Some(Color::WHITE) {
                self.class("d-inverse");
            } else if style.font_weight == FontWeight::Bold {
                self.class("d-bold");
            }
            self.out.push('>');
            escape_into(&mut self.out, line);
            self.out.push_str("</text>");
        }
    }
}

fn path(segments: &[PathSegment]) -> String {
    let mut path = String::new();
    for segment in segments {
        let (letter, numbers) = match *segment {
            PathSegment::MoveTo(to) => ('M', vec![to.x, to.y]),
            PathSegment::LineTo(to) => ('L', vec![to.x, to.y]),
            PathSegment::CubicTo { cp1, cp2, to } => {
                ('C', vec![cp1.x, cp1.y, cp2.x, cp2.y, to.x, to.y])
            }
            PathSegment::QuadTo { cp, to } => ('Q', vec![cp.x, cp.y, to.x, to.y]),
            PathSegment::ArcTo { rx, ry, rotation, large_arc, sweep, to } => {
                let flags = [f64::from(u8::from(large_arc)), f64::from(u8::from(sweep))];
                ('A', vec![rx, ry, rotation, flags[0], flags[1], to.x, to.y])
            }
            PathSegment::Close => ('Z', Vec::new()),
        };
        path.push(letter);
        let numbers: Vec<String> = numbers.into_iter().map(short).collect();
        path.push_str(&numbers.join(" "));
    }
    path
}

/// A number with at most one digit behind the point.
fn short(number: f64) -> String {
    if !number.is_finite() {
        return "0".to_owned();
    }
    let number = (number * 10.0).round() / 10.0;
    if number == 0.0 { "0".to_owned() } else { number.to_string() }
}

fn escape_into(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
}
