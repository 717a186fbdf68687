//! The range that a drawing takes.

use rusty_mermaid_core::{PathSegment, Point, Primitive, Scene, TextAnchor, Transform};

/// Blank around a drawing.
const MARGIN: f64 = 8.0;

/// Left, top, width and height.
pub(super) fn view_box(scene: &Scene) -> [i32; 4] {
    let mut bounds = Bounds { low: (f64::MAX, f64::MAX), high: (f64::MIN, f64::MIN) };
    for element in scene.elements() {
        bounds.primitive(&element.primitive, (0.0, 0.0));
    }
    let (left, top) = (bounds.low.0 - MARGIN, bounds.low.1 - MARGIN);
    let (right, bottom) = (bounds.high.0 + MARGIN, bounds.high.1 + MARGIN);
    let [left, top] = [left.floor(), top.floor()];
    [left as i32, top as i32, (right - left).ceil() as i32, (bottom - top).ceil() as i32]
}

struct Bounds {
    low: (f64, f64),
    high: (f64, f64),
}

impl Bounds {
    fn point(&mut self, x: f64, y: f64) {
        if x.is_finite() && y.is_finite() {
            self.low = (self.low.0.min(x), self.low.1.min(y));
            self.high = (self.high.0.max(x), self.high.1.max(y));
        }
    }

    fn around(&mut self, centre: Point, (x, y): (f64, f64), (half, tall): (f64, f64)) {
        self.point(centre.x + x - half, centre.y + y - tall);
        self.point(centre.x + x + half, centre.y + y + tall);
    }

    fn primitive(&mut self, primitive: &Primitive, by: (f64, f64)) {
        match primitive {
            Primitive::Rect { bbox, .. } => {
                let centre = Point::new(bbox.x, bbox.y);
                self.around(centre, by, (bbox.width / 2.0, bbox.height / 2.0));
            }
            Primitive::Circle { center, radius, .. } => {
                self.around(*center, by, (*radius, *radius));
            }
            Primitive::Ellipse { center, rx, ry, .. } => self.around(*center, by, (*rx, *ry)),
            Primitive::Arc { center, outer_r, .. } => {
                self.around(*center, by, (*outer_r, *outer_r));
            }
            Primitive::Polygon { points, .. } => {
                points.iter().for_each(|point| self.point(point.x + by.0, point.y + by.1));
            }
            Primitive::Path { segments, .. } => {
                for point in segments.iter().filter_map(PathSegment::endpoint) {
                    self.point(point.x + by.0, point.y + by.1);
                }
                self.slice(segments, by);
            }
            Primitive::Text { position, content, anchor, style } => {
                let lines = super::svg::lines(content);
                let width = lines.iter().map(|line| width(line)).fold(0.0, f64::max);
                let (width, tall) =
                    (width * style.font_size, lines.len() as f64 * style.font_size * 0.6);
                let shift = match anchor {
                    TextAnchor::Start => width / 2.0,
                    TextAnchor::Middle => 0.0,
                    TextAnchor::End => -width / 2.0,
                };
                self.around(*position, (by.0 + shift, by.1), (width / 2.0, tall));
            }
            Primitive::Group { transform, children } => {
                let by = match transform {
                    Transform::Translate(x, y) => (by.0 + x, by.1 + y),
                    _ => by,
                };
                children.iter().for_each(|child| self.primitive(child, by));
            }
        }
    }

    /// A slice starts at the centre of its circle.
    fn slice(&mut self, segments: &[PathSegment], by: (f64, f64)) {
        let arc = segments.iter().find_map(|segment| match segment {
            PathSegment::ArcTo { rx, ry, .. } if rx == ry && *rx > 50.0 => Some(*rx),
            _ => None,
        });
        if let (Some(radius), Some(PathSegment::MoveTo(centre))) = (arc, segments.first()) {
            self.around(*centre, by, (radius, radius));
        }
    }
}

/// About the width of a line, in the size of its letters.
fn width(line: &str) -> f64 {
    line.chars().map(|c| if u32::from(c) > 0x2E80 { 1.0 } else { 0.56 }).sum()
}
