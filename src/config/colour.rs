//! Colours: parsing, lightness and contrast.

use std::fmt::{Display, Formatter, Result as Written};

/// An opaque sRGB colour, one byte per channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour(pub [u8; 3]);

impl Colour {
    /// `#rgb` or `#rrggbb`.
    pub fn parse(text: &str) -> Option<Colour> {
        let digits = text.trim().strip_prefix('#')?;
        let digits: Option<Vec<u8>> =
            digits.chars().map(|c| c.to_digit(16).map(|digit| digit as u8)).collect();
        match digits?[..] {
            [r, g, b] => Some(Colour([r * 17, g * 17, b * 17])),
            [a, b, c, d, e, f] => Some(Colour([a * 16 + b, c * 16 + d, e * 16 + f])),
            _ => None,
        }
    }

    /// The contrast of two colours as WCAG 2.2 defines it, from 1 to 21.
    pub fn contrast(self, other: Colour) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// This colour with `share` of another one mixed in, from 0 to 1.
    pub fn mixed(self, other: Colour, share: f64) -> Colour {
        let mix = |at: usize| {
            let (from, to) = (f64::from(self.0[at]), f64::from(other.0[at]));
            byte((from + (to - from) * share) / 255.0)
        };
        Colour([mix(0), mix(1), mix(2)])
    }

    /// The L of HSL, in percent.
    pub fn lightness(self) -> u8 {
        let (most, least) = self.extremes();
        ((most + least) * 50.0).round() as u8
    }

    /// The same hue and saturation with another lightness, in percent.
    pub fn with_lightness(self, percent: u8) -> Colour {
        let (most, least) = self.extremes();
        let own = (most + least) / 2.0;
        let room = 1.0 - (2.0 * own - 1.0).abs();
        let saturation = if room > 0.0 { (most - least) / room } else { 0.0 };
        let lightness = f64::from(percent.min(100)) / 100.0;
        let spread = saturation * (1.0 - (2.0 * lightness - 1.0).abs());
        let channel = |at: usize| {
            let part = match most - least {
                0.0 => 0.5,
                range => (f64::from(self.0[at]) / 255.0 - least) / range,
            };
            byte(lightness + spread * (part - 0.5))
        };
        Colour([channel(0), channel(1), channel(2)])
    }

    /// The maximum and the minimum of the channels, from 0 to 1.
    fn extremes(self) -> (f64, f64) {
        let [r, g, b] = self.0.map(|channel| f64::from(channel) / 255.0);
        (r.max(g).max(b), r.min(g).min(b))
    }

    fn luminance(self) -> f64 {
        let [r, g, b] = self.0.map(|channel| {
            let channel = f64::from(channel) / 255.0;
            if channel <= 0.04045 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }
}

impl Display for Colour {
    fn fmt(&self, to: &mut Formatter<'_>) -> Written {
        let [r, g, b] = self.0;
        write!(to, "#{r:02x}{g:02x}{b:02x}")
    }
}

fn byte(part: f64) -> u8 {
    (part.clamp(0.0, 1.0) * 255.0).round() as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_written_in_three_digits_or_six() {
        assert_eq!(Colour::parse("#0bf"), Some(Colour([0, 0xBB, 0xFF])));
        assert_eq!(Colour::parse(" #A03c18 ").unwrap().to_string(), "#a03c18");
        for wrong in ["", "#", "red", "a03c18", "#12", "#12345", "#ggg", "#é12"] {
            assert_eq!(Colour::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        let [black, white] = [Colour([0; 3]), Colour([255; 3])];
        assert_eq!(format!("{:.2}", black.contrast(white)), "21.00");
        assert_eq!(format!("{:.2}", Colour::parse("#777").unwrap().contrast(white)), "4.48");
    }

    #[test]
    fn lightness_changes_and_hue_stays() {
        let blue = Colour([0, 0, 255]);
        assert_eq!((blue.lightness(), blue.with_lightness(25)), (50, Colour([0, 0, 128])));
        assert_eq!(Colour([255; 3]).with_lightness(0), Colour([0; 3]));
        assert_eq!(blue.with_lightness(100), Colour([255; 3]));
    }
}
