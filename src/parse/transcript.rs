//! Transcripts: a header of `Chapter`, `Video:` and `Time:` lines above a rule of `=`, or a markdown
//! page whose paragraphs start with a speaker and a time.

use std::collections::BTreeSet;

use memchr::memmem;

use crate::parse::citations;
use crate::parse::facts::{Fact, Facts};
use crate::parse::front_matter::FrontMatter;

/// The part above the rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// `Chapter 7: …`, as written.
    pub title: String,
    pub facts: Facts,
    /// The start of the transcribed speech, in bytes.
    pub body: usize,
}

/// Reads the header of a text for which `source::starts_transcript` holds.
pub fn read_header(text: &str) -> Header {
    let mut header = Header { title: String::new(), facts: Facts::default(), body: text.len() };
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        at += line.len();
        let bare = line.trim();
        if bare.starts_with("====") {
            header.body = at;
            break;
        }
        match bare.split_once(':') {
            _ if header.title.is_empty() && bare.starts_with("Chapter") => {
                header.title = bare.to_owned();
            }
            Some((key, value)) => header.facts.items.push(Fact::new(key, value)),
            None => {}
        }
    }
    header
}

/// Keys of front matter that hold the address of a page's video.
const VIDEO_KEYS: &[&str] =
    &["youtube_url", "youtubeUrl", "video_url", "videoUrl", "youtube", "video"];

/// The video whose address the front matter holds.
pub fn video(front_matter: &FrontMatter) -> Option<String> {
    let value = |key: &&str| citations::video(front_matter.extra.get(*key)?.word()?.trim());
    VIDEO_KEYS.iter().find_map(value).map(str::to_owned)
}

/// The fewest turns of a conversation.
const FEWEST: usize = 4;

/// Whether a text is a conversation: lines start with a speaker and a time, as `Name (00:12:34):`
/// or `[00:12:34] Name:`. In minutes and agendas names do not come again, or times do not go on.
pub fn is_conversation(text: &str) -> bool {
    if memmem::find(text.as_bytes(), b":").is_none() {
        return false;
    }
    let turns: Vec<(&str, u64)> = text.lines().filter_map(turn).collect();
    let speakers: BTreeSet<&str> = turns.iter().map(|(name, _)| *name).collect();
    let is_in_order = turns.windows(2).all(|pair| pair[0].1 <= pair[1].1);
    turns.len() >= FEWEST && speakers.len() * 2 <= turns.len() && is_in_order
}

/// The speaker and the second of a line that starts a turn.
fn turn(line: &str) -> Option<(&str, u64)> {
    let is_item = ["* ", "- ", "+ ", "| "].iter().any(|mark| line.trim_start().starts_with(mark));
    if is_item || !line.contains(':') {
        return None;
    }
    let line = line.trim_start_matches('*').trim();
    let open = line.find(['(', '['])?;
    let close = open + line[open..].find([')', ']'])?;
    let seconds = citations::seconds(&line[open + 1..close])?;
    let (before, after) = (&line[..open], &line[close + 1..]);
    let name = match before.trim().is_empty() {
        true => after.split_once(':')?.0,
        false if after.trim_start_matches('*').starts_with(':') => before,
        false => return None,
    };
    let name = name.trim_matches([' ', '*', '-', '–']);
    let is_name = name.starts_with(char::is_alphabetic)
        && name.chars().count() <= 50
        && !name.contains(['|', '!', '?', '[', '(']);
    is_name.then_some((name, seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_conversation_has_speakers_who_speak_again() {
        for text in [
            "Ann (00:00:00):\nHi.\n\nBob B. (00:00:10):\nHo.\n\nAnn (00:01:00):\nA\n\nBob B. (00:02:00):\nB\n",
            "**Ann** (0:01): a\n\n**Bob** (0:05): b\n\n**Ann** (0:09): c\n\n**Bob** (0:11): d\n",
            "[00:01] Ann: a\n\n[00:02] Bob: b\n\n[00:05] Ann: c\n\n[00:08] Ann: d\n",
            "**Ann [00:01]:** a\n\n**Ann [00:02]:** b\n\n**Ann [00:03]:** c\n\n**Ann [00:04]:** d\n",
        ] {
            assert!(is_conversation(text), "{text}");
        }
        for text in [
            "Welcome (09:00): all\n\nNews (09:10): Ann\n\nWork (09:30): Bob\n\nEnd (10:00): all\n",
            "Ann (09:00): a\n\nAnn (08:00): b\n\nAnn (07:00): c\n\nAnn (06:00): d\n",
            "Ann (00:01): a\n\nAnn (00:02): b\n",
            "- Ann: 10:00\n- Ann: 10:10\n- Ann: 10:20\n- Ann: 10:30\n",
            "| Ann (00:01): | a |\n| Ann (00:02): | a |\n| Ann (00:03): | a |\n| Ann (00:04): | a |\n",
            "* Ann (00:01): a\n* Ann (00:02): b\n* Ann (00:03): c\n* Ann (00:04): d\n",
            "- Ann (00:01): a\n- Ann (00:02): b\n- Ann (00:03): c\n- Ann (00:04): d\n",
        ] {
            assert!(!is_conversation(text), "{text}");
        }
    }

    #[test]
    fn title_facts_and_speech_are_told_apart() {
        let text = "Chapter 7: Levels\nVideo: A | B\nTime: 53:19 - 56:46\n======\n\nSo.\n";
        let header = read_header(text);
        assert_eq!(header.title, "Chapter 7: Levels");
        assert_eq!(header.facts.get("time"), Some("53:19 - 56:46"));
        assert_eq!(text[header.body..].trim(), "So.");
    }
}
