//! The kind and the title of a diagram, and its lines without settings and comments.

use crate::diagrams::Kind;

pub(super) struct Header<'a> {
    /// The word that names the kind.
    pub(super) word: &'a str,
    pub(super) title: Option<String>,
    /// The title that is shown above the diagram.
    pub(super) caption: Option<String>,
    /// What the diagram shows, in the words of its author.
    pub(super) description: Option<String>,
    /// The line that begins settings of Git graphs, in `%%{init: …}%%` or `config:`; empty for none.
    pub(super) git_setting: &'a str,
    /// From the line of the kind on.
    pub(super) lines: Vec<&'a str>,
}

impl<'a> Header<'a> {
    pub(super) fn read(source: &'a str) -> Header<'a> {
        let mut header = Header {
            word: "",
            title: None,
            caption: None,
            description: None,
            git_setting: "",
            lines: Vec::new(),
        };
        let mut lines = source.lines().peekable();
        while lines.next_if(|line| line.trim().is_empty()).is_some() {}
        if lines.next_if(|line| line.trim() == "---").is_some() {
            for line in lines.by_ref().take_while(|line| line.trim() != "---") {
                header.setting(line);
                if let Some(title) = line.trim().strip_prefix("title:") {
                    header.title = Some(title.trim().trim_matches(['"', '\'']).to_owned());
                }
            }
        }
        header.caption = header.title.clone();
        while let Some(line) = lines.next() {
            let words = line.trim();
            if words.starts_with("%%{") {
                header.setting(line);
            }
            if let Some(title) =
                title_of_sequence(words).filter(|_| header.word == "sequenceDiagram")
            {
                header.title = Some(title.to_owned());
                header.caption = header.title.clone();
            } else if let Some(title) = words.strip_prefix("accTitle:") {
                header.title = Some(title.trim().to_owned());
            } else if words.starts_with("accDescr") && words.ends_with('{') {
                let told = lines.by_ref().take_while(|line| line.trim() != "}");
                header.description = Some(told.map(str::trim).collect::<Vec<_>>().join(" "));
            } else if let Some(told) = words.strip_prefix("accDescr:") {
                header.description = Some(told.trim().to_owned());
            } else if words.starts_with("%%{") && !words.ends_with("}%%") {
                for line in lines.by_ref() {
                    header.setting(line);
                    if line.trim().ends_with("}%%") {
                        break;
                    }
                }
            } else if !words.is_empty()
                && !words.starts_with("%%")
                && !words.starts_with("accDescr")
            {
                if header.lines.is_empty() {
                    let end = words.find(|c: char| c.is_whitespace() || c == ';');
                    header.word = &words[..end.unwrap_or(words.len())];
                }
                header.lines.push(line);
            }
        }
        header.title = header.title.filter(|title| !title.is_empty());
        header.caption = header.caption.filter(|title| !title.is_empty());
        header.description = header.description.filter(|told| !told.is_empty());
        header
    }

    /// Reads a line of settings.
    fn setting(&mut self, line: &'a str) {
        if self.git_setting.is_empty() && line.contains("gitGraph") {
            self.git_setting = line;
        }
    }

    pub(super) fn kind(&self) -> Option<Kind> {
        Some(match self.word {
            "graph" | "flowchart" | "flowchart-elk" => Kind::Flowchart,
            "sequenceDiagram" => Kind::Sequence,
            "stateDiagram" | "stateDiagram-v2" => Kind::State,
            "classDiagram" | "classDiagram-v2" => Kind::Class,
            "erDiagram" => Kind::Er,
            "pie" => Kind::Pie,
            "gantt" => Kind::Gantt,
            "timeline" => Kind::Timeline,
            "quadrantChart" => Kind::Quadrant,
            "gitGraph" | "gitGraph:" => Kind::Git,
            _ => return None,
        })
    }
}

/// The title in a line of a sequence diagram.
fn title_of_sequence(line: &str) -> Option<&str> {
    let title = line.strip_prefix("title")?;
    let is_title = title.starts_with([':', ' ']) && !title.contains("->");
    is_title.then(|| title.trim_start_matches(':').trim())
}
