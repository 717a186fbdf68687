//! What a question asks for, told by its words: one of several, a degree, or a whole story.

use super::words::{self, mentions};

/// Whether a lead asks without a question mark: "Check if it exists", "Depending on the weather".
pub fn asks_quietly(title: &str) -> bool {
    let starts = |list: &[&str]| list.iter().any(|start| words::starts_with_word(title, start));
    let finds_out = starts(&[
        "ask",
        "check",
        "determine",
        "assess",
        "find out",
        "look",
        "see",
        "verify",
        "confirm",
        "decide",
        "establish",
        "identify",
        "measure",
        "read",
        "clarify",
        "evaluate",
        "test",
    ]);
    let embedded =
        mentions(title, &["if", "whether", "what", "which", "who", "how", "where", "why", "when"]);
    finds_out && embedded
        || starts(&[
            "depending on",
            "based on",
            "according to",
            "who",
            "which",
            "what to do",
            "what next",
            "what kind",
            "where to",
            "when to",
            "how to choose",
            "how to decide",
            "how many",
            "how much",
            "is",
            "are",
            "does",
            "do we",
            "has",
            "have we",
            "whether",
        ])
}

/// Why, how does it work, who does what: answered by telling, not by choosing.
pub fn is_open(title: &str) -> bool {
    let starts = |list: &[&str]| list.iter().any(|start| words::starts_with_word(title, start));
    let words = words::words(title);
    let asked = ["who", "whom", "what", "which", "where", "how", "whose"];
    let is_mapping = words.iter().filter(|word| asked.contains(&word.as_str())).count() > 1
        || mentions(title, &["each", "every", "per", "respective"]);
    let is_process = mentions(
        title,
        &[
            "process", "flow", "pipeline", "stages", "steps", "funnel", "cycle", "order",
            "sequence", "path",
        ],
    );
    let graded = starts(&[
        "how many",
        "how much",
        "how should we",
        "how do we respond",
        "how to choose",
        "how to decide",
        "how do i choose",
        "how do we choose",
        "how do you choose",
    ]);
    let tells = starts(&[
        "why",
        "how do",
        "how does",
        "how did we",
        "how is",
        "how are",
        "how can",
        "how should",
        "how to",
        "how we",
        "how would",
        "what happens",
        "what happened",
        "what changed",
        "what changes",
        "what has",
        "what have",
        "what did",
        "what are",
        "what were",
        "what will",
        "what is a",
        "what is an",
        "what is our",
        "what's our",
        "what is your",
        "what's new",
        "what went",
        "where do",
        "where can",
        "where is",
        "where are",
        "who are",
        "when",
    ]);
    is_mapping
        || is_open_what(title)
        || is_about_causes(&words)
        || !graded && (tells || is_process && !starts(&["is", "are", "does", "do", "did"]))
}

/// Whether a lead asks "how" and then an adjective.
pub fn is_of_degree(title: &str) -> bool {
    let title = words::words(title);
    let other = [
        "do", "does", "did", "is", "are", "was", "were", "can", "could", "should", "would", "will",
        "to", "we", "has", "have", "come", "about", "many", "much", "not", "long",
    ];
    title.first().is_some_and(|word| word == "how")
        && title.get(1).is_some_and(|word| !other.contains(&word.as_str()))
}

/// What do customers gain: open, unless it asks for something that can be seen or heard.
fn is_open_what(title: &str) -> bool {
    let observed = [
        "see", "show", "say", "want", "need", "have", "do", "read", "hear", "think", "find",
        "answer", "report", "ask", "look", "choose", "tell", "indicate", "prefer", "expect",
    ];
    ["what do", "what does"].iter().any(|start| words::starts_with_word(title, start))
        && !mentions(&title.chars().skip(7).collect::<String>(), &observed)
}

/// What slows us down: "what" and then a verb asks for all there is to say.
fn is_about_causes(title: &[String]) -> bool {
    let second = title.get(1).map_or("", String::as_str);
    title.first().is_some_and(|word| word == "what")
        && second.ends_with('s')
        && !["is", "does", "was", "has", "this", "it's"].contains(&second)
}

/// "Which" or "what", one thing and "is": who asks for several uses the plural.
pub fn classifies(title: &str) -> bool {
    let words = words::words(title);
    let verb = words.iter().position(|word| ["is", "are", "was", "were"].contains(&word.as_str()));
    let asks = words.first().is_some_and(|word| word == "which" || word == "what");
    let noun = verb.and_then(|verb| words[..verb].get(1));
    asks && noun.is_some_and(|noun| !noun.ends_with('s') || noun.ends_with("ss"))
}

/// Whether a lead asks for one of several: which, how many, is it this or that.
pub fn selects(title: &str) -> bool {
    let closed = [
        "which",
        "how many",
        "how much",
        "how big",
        "how large",
        "how severe",
        "how urgent",
        "how old",
        "how long",
        "how far",
        "how often",
        "how bad",
        "how serious",
        "how confident",
        "how sure",
        "how risky",
        "how well",
        "is",
        "are",
        "was",
        "were",
        "do",
        "does",
        "did",
        "has",
        "have",
        "can",
        "could",
        "will",
        "would",
        "should",
        "what kind",
        "what type",
        "what sort",
        "what level",
        "what size",
        "what stage",
        "what is the",
        "what's the",
        "what should",
        "who",
        "where",
    ];
    closed.iter().any(|start| words::starts_with_word(title, start)) || mentions(title, &["or"])
}
