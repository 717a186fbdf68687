//! Branding of all pages: accent colour, images and styles from book.toml.
//!
//! The accent colours text and also lies behind text, so insufficient contrast is an error. It is
//! measured against the default backgrounds; a book with its own background must check contrast
//! itself.

use crate::config::Config;
use crate::config::colour::Colour;
use crate::diagnostic::{Code, Diagnostic, Place, did_you_mean};
use crate::link::route::{OWN_FOLDER, Route};
use crate::render::media::media_type;
use crate::source::{Asset, Included, Sources};

/// The branding of a book, ready for pages.
#[derive(Debug, Clone, Default)]
pub struct BrandAssets {
    /// CSS rules for the accent; may be empty.
    pub accent: String,
    /// The files of `additional-css`, joined.
    pub additional_css: String,
    pub logo: Option<Route>,
    /// With its media type.
    pub favicon: Option<(Route, &'static str)>,
}

/// The minimum contrast of text by WCAG 2.2.
const LEAST: f64 = 4.5;

/// The share of the accent in tinted backgrounds.
const TINT: f64 = 0.07;

/// A colour scheme: backgrounds, the text colour on the accent, and the direction of more contrast.
struct Palette {
    key: &'static str,
    paper: Colour,
    paper_deep: Colour,
    ink: Colour,
    mend: &'static str,
    step: i8,
}

const LIGHT: Palette = Palette {
    key: "theme.accent",
    paper: Colour([0xFB, 0xF9, 0xF4]),
    paper_deep: Colour([0xF3, 0xEF, 0xE6]),
    ink: Colour([0xFF, 0xFF, 0xFF]),
    mend: "darker",
    step: -1,
};

const DARK: Palette = Palette {
    key: "theme.accent-dark",
    paper: Colour([0x15, 0x19, 0x1F]),
    paper_deep: Colour([0x1C, 0x21, 0x29]),
    ink: Colour([0x1A, 0x13, 0x10]),
    mend: "lighter",
    step: 1,
};

impl BrandAssets {
    /// Reads the branding and reports invalid settings.
    pub fn of(sources: &Sources, config: &Config) -> (BrandAssets, Vec<Diagnostic>) {
        let mut problems = Problems { sources, config, found: Vec::new() };
        let wanted = &config.branding;
        let (light, dark) = (wanted.accent, wanted.accent_dark);
        for (colour, scheme) in [(light, &LIGHT), (dark, &DARK)] {
            if let Some(colour) = colour.filter(|colour| scheme.contrast(*colour) < LEAST) {
                problems.add(scheme.key, scheme.problem(colour), Some(scheme.help(colour)));
            }
        }
        let additional_css = wanted.additional_css.iter().map(|name| problems.style(name));
        let branding = BrandAssets {
            accent: light
                .or(dark)
                .map(|any| rules(light.unwrap_or(any), dark.unwrap_or(any)))
                .unwrap_or_default(),
            additional_css: additional_css.collect(),
            logo: wanted.logo.as_ref().and_then(|name| problems.image("theme.logo", name)),
            favicon: wanted
                .favicon
                .as_ref()
                .and_then(|name| problems.image("theme.favicon", name))
                .map(|route| (route.clone(), media_type(&route))),
        };
        (branding, problems.found)
    }
}

impl Palette {
    /// The lowest contrast of a colour in its uses.
    fn contrast(&self, colour: Colour) -> f64 {
        let tinted = self.paper.mixed(colour, TINT);
        let others = [self.paper, self.paper_deep, tinted, self.ink];
        others.iter().map(|other| colour.contrast(*other)).fold(f64::INFINITY, f64::min)
    }

    /// The nearest readable colour of the same hue.
    fn readable(&self, colour: Colour) -> Colour {
        let mut percent = colour.lightness();
        let mut found = colour;
        while self.contrast(found) < LEAST && (1..100).contains(&percent) {
            percent = percent.saturating_add_signed(self.step);
            found = colour.with_lightness(percent);
        }
        if self.contrast(found) < LEAST { self.ink_of_text() } else { found }
    }

    /// A colour that is always readable.
    fn ink_of_text(&self) -> Colour {
        if self.step < 0 { Colour([0; 3]) } else { Colour([0xFF; 3]) }
    }

    fn problem(&self, colour: Colour) -> String {
        // Rounded down, so that a failing ratio never looks sufficient.
        let ratio = (self.contrast(colour) * 10.0).floor() / 10.0;
        format!(
            "the accent {colour} is hard to read: its contrast is {ratio:.1}:1, and text needs 4.5:1"
        )
    }

    fn help(&self, colour: Colour) -> String {
        let better = self.readable(colour);
        let (mend, percent) = (self.mend, better.lightness());
        format!("make it {mend}: with a lightness of {percent}%, `{better}` passes")
    }
}

fn rules(light: Colour, dark: Colour) -> String {
    let (light, dark) = (LIGHT.readable(light), DARK.readable(dark));
    let papers = (LIGHT.paper.mixed(light, TINT), DARK.paper.mixed(dark, TINT));
    format!(
        "@layer tokens {{ :root {{ --walk: light-dark({light}, {dark}); --walk-paper: light-dark({}, {}); }} }}\n",
        papers.0, papers.1
    )
}

struct Problems<'a> {
    sources: &'a Sources,
    config: &'a Config,
    found: Vec<Diagnostic>,
}

impl Problems<'_> {
    fn add(&mut self, key: &str, message: String, help: Option<String>) {
        let mut problem = Diagnostic::new(Code::BadConfig, message).maybe_help(help);
        if let (Some(book), Some(at)) = (&self.sources.book, self.config.places.get(key)) {
            problem = problem.at(Place::new(&book.name, at.clone()));
        }
        self.found.push(problem);
    }

    fn missing(&mut self, key: &str, name: &str) {
        let extension = |name: &str| name.rsplit_once('.').map_or("", |(_, end)| end).to_owned();
        let files = self.sources.assets.iter().chain(&self.sources.theme);
        let alike =
            files.map(|asset| &*asset.name).filter(|other| extension(other) == extension(name));
        let near = did_you_mean(name, alike);
        let help = near.unwrap_or_else(|| "write its path from the folder of book.toml".to_owned());
        self.add(key, format!("there is no file `{name}` in the book"), Some(help));
    }

    fn style(&mut self, name: &str) -> String {
        const KEY: &str = "output.html.additional-css";
        match self.sources.included.get(name) {
            // Styles in `assets/css/` are already in the bundle.
            Some(_) if name.starts_with("assets/css/") => String::new(),
            Some(Included::Text(text)) => format!("{text}\n"),
            Some(Included::Refused(why)) => {
                self.add(KEY, format!("`{name}` {why}"), None);
                String::new()
            }
            None => {
                self.missing(KEY, name);
                String::new()
            }
        }
    }

    /// The address of an image of the content or of the theme.
    fn image(&mut self, key: &str, name: &str) -> Option<Route> {
        let named = |asset: &&Asset| &*asset.name == name;
        let Sources { assets, theme, .. } = self.sources;
        let of_content = || Route::file(&assets.iter().find(named)?.path).ok();
        let of_theme =
            || Route::file(&format!("{OWN_FOLDER}/{}", theme.iter().find(named)?.path)).ok();
        let found = of_content().or_else(of_theme);
        if found.is_none() {
            self.missing(key, name);
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn papers_are_those_of_the_stylesheet() {
        let tokens = include_str!("../../assets/css/tokens.css");
        let line = |name: &str, colour: fn(&Palette) -> Colour| {
            format!("--{name}: light-dark({}, {});", colour(&LIGHT), colour(&DARK))
        };
        assert!(tokens.contains(&line("paper", |scheme| scheme.paper)));
        assert!(tokens.contains(&line("paper-deep", |scheme| scheme.paper_deep)));
        assert!(tokens.contains(&line("walk-ink", |scheme| scheme.ink)));
    }

    #[test]
    fn every_hue_can_be_made_readable() {
        for colour in ["#ff0", "#0f0", "#00f", "#f0f", "#fff", "#000", "#777", "#a03c18"] {
            let colour = Colour::parse(colour).unwrap();
            for scheme in [&LIGHT, &DARK] {
                assert!(scheme.contrast(scheme.readable(colour)) >= LEAST, "{colour}");
            }
        }
    }
}
