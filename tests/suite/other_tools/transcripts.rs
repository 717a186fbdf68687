//! Transcripts that are written as markdown.

use crate::common::Book;

const SPEECH: &str = "Ann (00:00:07):\nHello.\n\nBob (00:00:12):\nHi.\n\n(00:00:20):\nMore.\n\n\
                      Ann (00:01:00):\nYes.\n\nBob (00:02:00):\nNo.\n";

#[test]
fn a_conversation_with_times_is_a_transcript_of_its_video() {
    for key in [
        "video_id: Ab_1-x",
        "youtube_url: https://www.youtube.com/watch?v=Ab_1-x",
        "video_url: https://youtu.be/Ab_1-x?si=q",
    ] {
        let book = Book::of_page(&format!("---\n{key}\n---\n\n# Talk\n\n{SPEECH}"));
        let pages = book.pages();
        let page = &pages["index.html"];
        assert!(page.contains("id=\"at:12\""), "{key}");
        assert!(page.contains("v=Ab_1-x&amp;t=12s"), "{key}");
    }
}

#[test]
fn an_author_says_what_a_page_is() {
    let of = |text: &str| {
        let book = Book::of_page(text);
        format!("{:?}", book.site.playbook.entries[0].parsed.kind)
    };
    assert_eq!(of(&format!("# Talk\n\n{SPEECH}")), "Transcript");
    assert_eq!(of(&format!("---\ntype: note\n---\n# Talk\n\n{SPEECH}")), "Note");
    assert_eq!(
        of(
            "# Minutes\n\nWelcome (09:00): all\n\nNews (09:10): Ann\n\nWork (09:30): Bob\n\nEnd (10:00): all\n"
        ),
        "Entry"
    );
}
