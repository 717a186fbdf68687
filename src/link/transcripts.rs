//! Matches citations of a video with transcripts.
//!
//! A transcript states its range of a video. It is matched by the video's id, else by the video's
//! title, else by being the only one in the citing note's folder that covers the second.

use std::collections::{BTreeMap, BTreeSet};

use crate::link::by_entry::ByEntry;
use crate::link::names::normal;
use crate::link::{Entry, EntryId, Surface, Target};
use crate::parse::Kind;
use crate::parse::citations::{self, Citation};
use crate::source::folder_of;

/// A citation that a transcript answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct CitedIn {
    pub from: EntryId,
    /// The start of the citation in the citing entry's text.
    pub at: usize,
    pub seconds: u64,
}

/// The index from citations to transcripts.
#[derive(Debug, Clone)]
pub struct Transcripts {
    /// By note, the transcript target of each citation that has one, by the start of the citation.
    words: ByEntry<(usize, Target)>,
    cited: ByEntry<CitedIn>,
}

impl Transcripts {
    pub fn of_book(entries: &[Entry]) -> Transcripts {
        let stretches = Stretches::of(entries);
        let mut words = Vec::new();
        let mut cited = Vec::new();
        for entry in entries.iter().filter(|_| !stretches.all.is_empty()) {
            for citation in &entry.parsed.prose.citations {
                let found = stretches.cited(entry, citation);
                let Some(stretch) = found.filter(|it| it.entry != entry.id) else { continue };
                let anchor = stretch.anchor(citation.seconds);
                words.push((
                    entry.id,
                    (citation.at, Target::Entry { entry: stretch.entry, anchor }),
                ));
                if entry.appears(Surface::Backlinks) {
                    let (at, seconds) = (citation.at, citation.seconds);
                    cited.push((stretch.entry, CitedIn { from: entry.id, at, seconds }));
                }
            }
        }
        words.sort_by_key(|(entry, (at, _))| (*entry, *at));
        cited.sort_by_key(|(entry, cited)| (*entry, cited.from, cited.seconds, cited.at));
        let (words, cited) =
            (ByEntry::new(entries.len(), words), ByEntry::new(entries.len(), cited));
        Transcripts { words, cited }
    }

    /// The target of the citation that starts at a byte of an entry's text.
    pub fn words(&self, entry: EntryId, at: usize) -> Option<&Target> {
        let words = self.words.of(entry);
        let index = words.binary_search_by_key(&at, |(at, _)| *at).ok()?;
        Some(&words[index].1)
    }

    /// The citations that an entry answers as a transcript.
    pub fn cited(&self, entry: EntryId) -> &[CitedIn] {
        self.cited.of(entry)
    }
}

/// The id of the timestamp of a second in a transcript.
pub fn anchor(seconds: u64) -> String {
    format!("at:{seconds}")
}

/// The range of a video that a transcript covers.
struct TimeRange {
    entry: EntryId,
    from: u64,
    to: u64,
    /// Its timestamps in seconds, in order.
    times: Vec<u64>,
    video: Option<String>,
    folder: String,
}

impl TimeRange {
    fn of(entry: &Entry) -> Option<TimeRange> {
        let parsed = &entry.parsed;
        let mut times: Vec<u64> = parsed.prose.citations.iter().map(|it| it.seconds).collect();
        times.sort_unstable();
        times.dedup();
        let said = parsed.facts.get("time").and_then(stretch);
        let (from, to) = said.or_else(|| Some((*times.first()?, *times.last()?)))?;
        let video = parsed.front_matter.video_id.clone();
        Some(TimeRange {
            entry: entry.id,
            from,
            to,
            times,
            video,
            folder: folder_of(&parsed.path).to_owned(),
        })
    }

    fn covers(&self, seconds: u64) -> bool {
        (self.from..=self.to).contains(&seconds)
    }

    /// The id of the last timestamp at or before a second.
    fn anchor(&self, seconds: u64) -> Option<String> {
        let before = self.times.partition_point(|time| *time <= seconds);
        before.checked_sub(1).map(|last| anchor(self.times[last]))
    }
}

/// Parses `53:19 - 56:46`, with any dash or `to` between the times.
fn stretch(time: &str) -> Option<(u64, u64)> {
    let (from, to) = time.split_once(['-', '–', '—']).or_else(|| time.split_once(" to "))?;
    let (from, to) = (citations::seconds(from.trim())?, citations::seconds(to.trim())?);
    (from <= to).then_some((from, to))
}

/// The ranges of all transcripts.
struct Stretches {
    all: Vec<TimeRange>,
    by_video: BTreeMap<String, Vec<usize>>,
    by_title: BTreeMap<String, Vec<usize>>,
    /// From each second on, the only range that covers it, if there is exactly one.
    alone: BTreeMap<u64, Option<usize>>,
}

impl Stretches {
    fn of(entries: &[Entry]) -> Stretches {
        let (by_video, by_title) = (BTreeMap::new(), BTreeMap::new());
        let mut stretches =
            Stretches { all: Vec::new(), by_video, by_title, alone: BTreeMap::new() };
        for entry in entries.iter().filter(|entry| entry.parsed.kind == Kind::Transcript) {
            let Some(stretch) = TimeRange::of(entry) else { continue };
            let place = stretches.all.len();
            if let Some(video) = &stretch.video {
                stretches.by_video.entry(video.clone()).or_default().push(place);
            }
            if let Some(title) = entry.parsed.facts.get("video") {
                stretches.by_title.entry(normal(title)).or_default().push(place);
            }
            stretches.all.push(stretch);
        }
        stretches.alone = alone(&stretches.all);
        stretches
    }

    /// The range that a citation refers to.
    fn cited(&self, entry: &Entry, citation: &Citation) -> Option<&TimeRange> {
        let front_matter = &entry.parsed.front_matter;
        let video = citation.video.as_ref().or(front_matter.video_id.as_ref())?;
        let covering = |places: Option<&Vec<usize>>| {
            let stretches = places.into_iter().flatten().map(|place| &self.all[*place]);
            stretches.into_iter().find(|stretch| stretch.covers(citation.seconds))
        };
        let may_be = |stretch: &&TimeRange| stretch.video.as_ref().is_none_or(|id| id == video);
        let facts = ["video", "source"].into_iter().filter_map(|key| entry.parsed.facts.get(key));
        let sources = front_matter.sources.iter().map(String::as_str);
        let mut titles = facts.chain(sources).chain([entry.parsed.title.as_str()]);
        covering(self.by_video.get(video))
            .or_else(|| titles.find_map(|title| covering(self.by_title.get(&normal(title)))))
            .filter(may_be)
            .or_else(|| self.only(citation.seconds, folder_of(&entry.parsed.path)).filter(may_be))
    }

    /// The only range that covers a second, if it is in `folder`.
    fn only(&self, seconds: u64, folder: &str) -> Option<&TimeRange> {
        let (_, place) = self.alone.range(..=seconds).next_back()?;
        Some(&self.all[(*place)?]).filter(|stretch| stretch.folder == folder)
    }
}

/// The seconds at which coverage changes, with the range that then covers alone, if any.
fn alone(all: &[TimeRange]) -> BTreeMap<u64, Option<usize>> {
    let mut changes: BTreeMap<u64, Vec<(bool, usize)>> = BTreeMap::new();
    for (place, stretch) in all.iter().enumerate() {
        changes.entry(stretch.from).or_default().push((true, place));
        changes.entry(stretch.to + 1).or_default().push((false, place));
    }
    let mut open = BTreeSet::new();
    let alone = changes.into_iter().map(|(second, changes)| {
        for (opens, place) in changes {
            if opens {
                open.insert(place)
            } else {
                open.remove(&place)
            };
        }
        (second, open.first().copied().filter(|_| open.len() == 1))
    });
    alone.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_is_two_times_with_a_dash_between() {
        assert_eq!(stretch("53:19 - 56:46"), Some((3199, 3406)));
        assert_eq!(stretch("12:03–1:02:40"), Some((723, 3760)));
        for wrong in ["53:19", "56:46 - 53:19", "a - b", ""] {
            assert_eq!(stretch(wrong), None, "{wrong}");
        }
    }
}
