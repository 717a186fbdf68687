//! Citations of a video -> the transcripts that hold what was said there.
//!
//! A transcript says which stretch of which video it holds. It is matched by the video's id, else
//! by the video's title, else by being the only one of the book that covers the second, beside the
//! note that cites it.

use std::collections::{BTreeMap, BTreeSet};

use crate::link::names::normal;
use crate::link::{Entry, EntryId, Target};
use crate::parse::Kind;
use crate::parse::citations::{self, Citation};
use crate::source::folder_of;

/// A citation of what an entry holds the words of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct CitedIn {
    pub from: EntryId,
    /// Where the citation starts in the text of the entry that cites.
    pub at: usize,
    pub seconds: u64,
}

/// Where the words of each cited second are, by the citation's place in the page's text.
pub type Transcribed = BTreeMap<usize, Target>;

/// Tells notes which transcripts hold what they cite, and transcripts which notes cite them.
pub fn add(entries: &mut [Entry]) {
    let stretches = Stretches::of(entries);
    if stretches.all.is_empty() {
        return;
    }
    let mut found = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        let from = EntryId(index as u32);
        for citation in &entry.parsed.prose.citations {
            if let Some(stretch) = stretches.cited(entry, citation).filter(|it| it.entry != from) {
                let cited = CitedIn { from, at: citation.at, seconds: citation.seconds };
                found.push((stretch.entry, stretch.anchor(citation.seconds), cited));
            }
        }
    }
    found.sort_by_key(|(_, _, cited)| (cited.from, cited.seconds, cited.at));
    for (entry, anchor, cited) in found {
        let target = Target::Entry { entry, anchor };
        entries[cited.from.0 as usize].transcribed.insert(cited.at, target);
        entries[entry.0 as usize].cited_in.push(cited);
    }
}

/// The id of the place in a transcript where a second is named.
pub fn anchor(seconds: u64) -> String {
    format!("at:{seconds}")
}

/// What a transcript holds the words of.
struct Stretch {
    entry: EntryId,
    from: u64,
    to: u64,
    /// The seconds that it names, in order.
    times: Vec<u64>,
    video: Option<String>,
    folder: String,
}

impl Stretch {
    fn of(id: EntryId, entry: &Entry) -> Option<Stretch> {
        let parsed = &entry.parsed;
        let mut times: Vec<u64> = parsed.prose.citations.iter().map(|it| it.seconds).collect();
        times.sort_unstable();
        times.dedup();
        let said = parsed.facts.get("time").and_then(stretch);
        let (from, to) = said.or_else(|| Some((*times.first()?, *times.last()?)))?;
        let video = parsed.matter.video_id.clone();
        Some(Stretch {
            entry: id,
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

    /// The id of the last place that was named before a second.
    fn anchor(&self, seconds: u64) -> Option<String> {
        let before = self.times.partition_point(|time| *time <= seconds);
        before.checked_sub(1).map(|last| anchor(self.times[last]))
    }
}

/// `53:19 - 56:46`, with any dash or `to` between the times.
fn stretch(time: &str) -> Option<(u64, u64)> {
    let (from, to) = time.split_once(['-', '–', '—']).or_else(|| time.split_once(" to "))?;
    let (from, to) = (citations::seconds(from.trim())?, citations::seconds(to.trim())?);
    (from <= to).then_some((from, to))
}

/// All stretches of a book.
struct Stretches {
    all: Vec<Stretch>,
    by_video: BTreeMap<String, Vec<usize>>,
    by_title: BTreeMap<String, Vec<usize>>,
    /// From each second on, the one that alone covers what follows.
    alone: BTreeMap<u64, Option<usize>>,
}

impl Stretches {
    fn of(entries: &[Entry]) -> Stretches {
        let (by_video, by_title) = (BTreeMap::new(), BTreeMap::new());
        let mut stretches =
            Stretches { all: Vec::new(), by_video, by_title, alone: BTreeMap::new() };
        for (index, entry) in entries.iter().enumerate() {
            if entry.parsed.kind != Kind::Transcript {
                continue;
            }
            let Some(stretch) = Stretch::of(EntryId(index as u32), entry) else { continue };
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

    /// The stretch that holds what an entry cites.
    fn cited(&self, entry: &Entry, citation: &Citation) -> Option<&Stretch> {
        let matter = &entry.parsed.matter;
        let video = citation.video.as_ref().or(matter.video_id.as_ref())?;
        let covering = |places: Option<&Vec<usize>>| {
            let stretches = places.into_iter().flatten().map(|place| &self.all[*place]);
            stretches.into_iter().find(|stretch| stretch.covers(citation.seconds))
        };
        let may_be = |stretch: &&Stretch| stretch.video.as_ref().is_none_or(|id| id == video);
        let facts = ["video", "source"].into_iter().filter_map(|key| entry.parsed.facts.get(key));
        let sources = matter.sources.iter().map(String::as_str);
        let mut titles = facts.chain(sources).chain([entry.parsed.title.as_str()]);
        covering(self.by_video.get(video))
            .or_else(|| titles.find_map(|title| covering(self.by_title.get(&normal(title)))))
            .filter(may_be)
            .or_else(|| self.only(citation.seconds, folder_of(&entry.parsed.path)).filter(may_be))
    }

    /// The only stretch of the book that covers a second, if it stands in a folder.
    fn only(&self, seconds: u64, folder: &str) -> Option<&Stretch> {
        let (_, place) = self.alone.range(..=seconds).next_back()?;
        Some(&self.all[(*place)?]).filter(|stretch| stretch.folder == folder)
    }
}

/// Where the number of stretches that cover a second changes, and which one it is if it is one.
fn alone(all: &[Stretch]) -> BTreeMap<u64, Option<usize>> {
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
