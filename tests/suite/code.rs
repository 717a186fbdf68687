//! Blocks of code, and the stylesheet that only pages with such blocks load.

use crate::common::Book;

#[test]
fn a_page_without_blocks_loads_no_styles_for_them_and_authors_cannot_write_blocks() {
    let book = Book::of_page(
        "# One\n\n<div class=\"mine block-code\">x</div>\n\n<p class=\"block-x\">y</p>\n\n\
         ## Two {.block-code .other}\n\n`class=\"block-code\"`\n",
    );
    let page = &book.pages()["index.html"];
    assert!(page.contains(r#"<div class="mine">x</div>"#), "{page}");
    assert!(page.contains(r#"class="other""#) && !page.contains("<p class=\"block-x\">"), "{page}");
    assert!(!page.contains("/blocks."), "{page}");
    let theme = &book.site.theme.bundle;
    assert!(theme.files.contains_key(&theme.block_style));
}
