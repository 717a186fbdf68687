//! HTML in pages: what is allowed stays, and of the rest readers get the content.

use super::article;
use crate::common::Book;

#[test]
fn code_goes_and_the_content_of_other_elements_stays() {
    let written = article(
        "<style>\ntd {padding: 8px;}\n</style>\n\n\
         <iframe src=\"https://video.example.org/embed/abc\"></iframe>\n\n\
         <Listing number=\"1\">\n\nInside.\n\n</Listing>\n",
    );
    assert!(!written.contains("&lt;") && !written.contains("padding"), "{written}");
    assert!(written.contains("href=\"https://video.example.org/embed/abc\""), "{written}");
    assert!(written.contains(">video.example.org</a>"), "{written}");
    assert!(written.contains("<p>Inside.</p>"), "{written}");
}

#[test]
fn forms_are_shown_without_function() {
    let written = article(
        "<form action=\"/x\"><label>Name <input name=\"y\"></label><select><option>One</option>\
         <option>Two</option></select><button formaction=\"/y\">Send</button>\
         <input type=\"checkbox\" checked> Done<textarea>Text</textarea></form>\n",
    );
    let written = written.lines().next().unwrap();
    for text in ["Name", "One Two", "Send", "<input type=\"checkbox\"", "Done", "Text"] {
        assert!(written.contains(text), "{text}: {written}");
    }
    for tag in ["<form", "<button", "<select", "<option", "<textarea", "&lt;", " name="] {
        assert!(!written.contains(tag), "{tag}: {written}");
    }
}

#[test]
fn elements_of_html_are_never_called_anything_else() {
    let names = "a abbr acronym address applet area article aside audio b base basefont bdi bdo \
        bgsound big blink blockquote body br button canvas caption center cite code col colgroup \
        data datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure \
        font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img \
        input ins isindex kbd keygen label legend li link listing main map mark marquee math menu \
        menuitem meta meter multicol nav nextid nobr noembed noframes noscript object ol optgroup \
        option output p param picture plaintext pre progress q rb rp rt rtc ruby s samp script \
        search section select selectedcontent slot small source spacer span strike strong style sub \
        summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul \
        var video wbr xmp";
    for name in names.split_whitespace() {
        let written = article(&format!("Text <{name}> more.\n\n<{name}>\n"));
        assert!(!written.contains("not an HTML element"), "{written}");
        assert!(!written.contains("&lt;"), "{name}: {written}");
    }
    let written = article("<output>5</output> <meter min=\"0\" max=\"10\" value=\"3\">3</meter>\n");
    assert_eq!(
        written.lines().next(),
        Some("<p><output>5</output> <meter min=\"0\" max=\"10\" value=\"3\">3</meter></p>")
    );
}

#[test]
fn components_give_their_content_and_placeholders_are_shown() {
    let written = article(
        "<Tabs>\n<TabItem value=\"a\">\n\nFirst.\n\n</TabItem>\n</Tabs>\n\n<Chart data=\"x\" />\n\n\
         Dear <your-name>, <Name> and <your name>.\n",
    );
    assert!(written.contains("<p>First.</p>"), "{written}");
    assert!(written.contains("Dear &lt;your-name&gt;, &lt;Name&gt; and &lt;your name&gt;."));
    for name in ["Tab", "Chart"] {
        assert!(!written.contains(&format!("&lt;{name}")), "{written}");
        assert!(!written.contains(&format!("&lt;/{name}")), "{written}");
    }
}

#[test]
fn a_frame_of_a_known_site_says_what_it_is() {
    for (frame, link) in [
        (
            "<iframe src=\"https://www.youtube.com/embed/x\" allowfullscreen></iframe>",
            "href=\"https://www.youtube.com/embed/x\" rel=\"noopener\">Video on YouTube</a>",
        ),
        (
            "<iframe src=\"https://player.vimeo.com/video/1\" title=\"The launch\"></iframe>",
            "href=\"https://player.vimeo.com/video/1\" rel=\"noopener\">The launch</a>",
        ),
        (
            "<embed src=\"https://a.example/b\">",
            "href=\"https://a.example/b\" rel=\"noopener\">a.example</a>",
        ),
        (
            "<video src=\"https://a.example/b.mp4\" controls>No video.</video>",
            "href=\"https://a.example/b.mp4\" rel=\"noopener\">Video on a.example</a>",
        ),
    ] {
        let written = article(&format!("{frame}\n\nText.\n"));
        assert!(written.contains(link), "{written}");
        assert!(written.contains("<p>Text.</p>") && !written.contains("No video"), "{written}");
    }
}

#[test]
fn each_kind_is_told_once_with_a_count() {
    let page = "<iframe src=\"https://a.example\"></iframe>\n\n<p onclick=\"x\" data-y=\"1\" \
                itemprop=\"z\" width=\"3\" style=\"a\" @click=\"b\" v-if=\"c\">Text</p>\n";
    let book =
        Book::new(&format!("-- content/index.md --\n{page}\n{page}-- content/b.md --\n{page}"));
    let lines = book.lines(&book.diagnostics);
    assert_eq!(lines.matches("[unsafe-html]").count(), 2, "{lines}");
    assert!(lines.contains("`<iframe>` is shown as a link, 3 times in this book"), "{lines}");
    assert!(lines.contains("`onclick` is not allowed and is left out, 3 times"), "{lines}");
}

#[test]
fn code_in_a_sentence_ends_with_its_paragraph() {
    let written = article("One <script>two **three**</script> four.\n\nA <script> b.\n\nFive.\n");
    assert!(!written.contains("two") && !written.contains("three"), "{written}");
    assert!(written.contains("four.") && written.contains("<p>Five.</p>"), "{written}");
}

#[test]
fn the_words_of_a_title_are_shown() {
    let written = article("# Page\n\n<title>Some words</title>\n\nText.\n");
    assert!(written.contains("Some words") && !written.contains("title>"), "{written}");
}

#[test]
fn code_that_never_ends_hides_nothing() {
    let page = "# Page\n\n<script>\nlate words <iframe src=\"https://a.example/\"></iframe>\n";
    let book = Book::new(&format!("-- content/index.md --\n{page}"));
    let lines = book.lines(&book.diagnostics);
    assert!(lines.contains("`<script>` is not allowed and never ends"), "{lines}");
    assert!(!lines.contains("with all that is in it"), "{lines}");
    assert!(lines.contains("`<iframe>` is shown as a link"), "{lines}");
    let written = article(page);
    assert!(written.contains("late words"), "{written}");
    assert!(written.contains("href=\"https://a.example/\""), "{written}");
}
