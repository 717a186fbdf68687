use proptest::prelude::*;

use super::*;

/// A text with its tokens in marks, each with the first letters of its kind.
fn marked(name: &str, text: &str) -> String {
    let tokens = tokens(find(name).unwrap(), text);
    let mut out = String::new();
    let mut at = 0;
    for Token { span, kind } in tokens {
        assert!(at <= span.start && span.start < span.end, "{span:?} in {text:?}");
        let sign = format!("{kind:?}");
        out += &format!("{}‹{} {}›", &text[at..span.start], &sign[..2], &text[span.clone()]);
        at = span.end;
    }
    out + &text[at..]
}

#[track_caller]
fn check(name: &str, text: &str, expected: &str) {
    assert_eq!(marked(name, text), expected);
}

#[test]
fn queries() {
    check(
        "SQL",
        "-- all\nSelect o.id, COUNT(*) from `a.b` o where n >= 12.5 and s = 'it''s' /* x\n*/;",
        "‹Co -- all›\n‹Ke Select› o.id, ‹Na COUNT›(*) ‹Ke from› ‹St `a.b`› o ‹Ke where› n >= ‹Nu 12.5› \
         ‹Ke and› s = ‹St 'it''s'› ‹Co /* x\n*/›;",
    );
}

#[test]
fn data() {
    check(
        "jsonc",
        "{\"a\\\"b\": [1, -2.5e3, true], \"c\" : \"x: y\"} // z",
        "{‹At \"a\\\"b\"›: [‹Nu 1›, -‹Nu 2.5e3›, ‹Nu true›], ‹At \"c\"› : ‹St \"x: y\"›} ‹Co // z›",
    );
    check(
        "yml",
        "# x\nname: it's # y\non: [push, 3]\nenv: {A: 1, \"b\": 'c'}\nrun: |\n  a: b # c\n\n  d\nurl: \
         http://x:80/y#z\n- &k !t \"q\": no\n",
        "‹Co # x›\n‹At name›: it's ‹Co # y›\n‹At on›: [push, ‹Nu 3›]\n‹At env›: {‹At A›: ‹Nu 1›, \
         ‹At \"b\"›: ‹St 'c'›}\n‹At run›: |\n‹St   a: b # c\n\n  d›\n‹At url›: http://x:80/y#z\n- \
         ‹Ty &k !t› ‹At \"q\"›: ‹Nu no›\n",
    );
    check(
        "toml",
        "[[a.b]] # x\nkey.c = \"v\"\nlist = [1,\n  \"b=c\"]\nt = \"\"\"\nx = y\n\"\"\"\n",
        "‹Ty [[a.b]]› ‹Co # x›\n‹At key.c› = ‹St \"v\"›\n‹At list› = [‹Nu 1›,\n  ‹St \"b=c\"›]\n‹At t› = \
         ‹St \"\"\"\nx = y\n\"\"\"›\n",
    );
    check("env", "A_B=c d # e\n", "‹At A_B›=c d ‹Co # e›\n");
}

#[test]
fn commands() {
    check(
        "bash",
        "if [ -f \"$a\" ]; then\n  sudo apt-get install x && A=1 ./run --b 'c\nd' # e\nfi\ncat <<EOF\n$x \
         y\nEOF\necho ${z#a}",
        "‹Ke if› [ -f ‹St \"$a\"› ]; ‹Ke then›\n  ‹Na sudo apt-get› install x && ‹At A›=‹Nu 1› ./run --b \
         ‹St 'c\nd'› ‹Co # e›\n‹Ke fi›\n‹Na cat› <<EOF\n‹St $x y\nEOF›\n‹Na echo› ‹At ${z#a}›",
    );
    check(
        "shell-session",
        "$ ls \\\n  -la\ntotal if 8\nme@host:~$ cat x\nPS C:\\> dir\n",
        "‹Co $› ‹Na ls› \\\n  -la\ntotal if 8\n‹Co me@host:~$› ‹Na cat› x\n‹Co PS C:\\>› ‹Na dir›\n",
    );
}

#[test]
fn programs() {
    check(
        "py",
        "@app.get(\"/\")\nasync def load(n: int = 3):\n    '''a\n    b'''\n    return None if n > 1e-5 else \
         Foo(type=n)  # don't\n",
        "‹At @app›.‹Na get›(‹St \"/\"›)\n‹Ke async def› ‹Na load›(n: ‹Ty int› = ‹Nu 3›):\n    ‹St '''a\n    \
         b'''›\n    ‹Ke return› ‹Nu None› ‹Ke if› n > ‹Nu 1e-5› ‹Ke else› ‹Na Foo›(type=n)  ‹Co # don't›\n",
    );
    check(
        "TypeScript",
        "const re = /a[/]b/g, n: number = a / 2 / b; // x\nconst s = `a ${b ? `c` : {}} d`; new Foo(x.default)",
        "‹Ke const› re = ‹St /a[/]b/g›, n: ‹Ty number› = a / ‹Nu 2› / b; ‹Co // x›\n‹Ke const› s = ‹St `a ${b \
         ? `c` : {}} d`›; ‹Ke new› ‹Ty Foo›(x.default)",
    );
    check(
        "tsx",
        "return <ul a=\"b\" on={() => go(1)}>for {x} <B.C /></ul>; if (a < b) {}",
        "‹Ke return› <‹Ta ul› ‹At a›=‹St \"b\"› ‹At on›={() => ‹Na go›(‹Nu 1›)}>for {x} <‹Ta B.C› \
         /></‹Ta ul›>; ‹Ke if› (a < b) {}",
    );
    check(
        "rust",
        "#[derive(X)]\npub fn a<'a>(x: &'a str) -> Foo { let c = '\\n'; b!(\"{}\", r#\"q\"x\"#); 0..10 }",
        "‹At #[derive(X)]›\n‹Ke pub fn› ‹Na a›<'a>(x: &'a ‹Ty str›) -> ‹Ty Foo› { ‹Ke let› c = ‹St '\\n'›; \
         ‹Na b!›(‹St \"{}\"›, ‹St r#\"q\"x\"#›); ‹Nu 0›..‹Nu 10› }",
    );
    check(
        "rb",
        "def call(x:)\n  puts \"a #{h[\"b\"]}\" if @y =~ /c/\nend",
        "‹Ke def› ‹Na call›(x:)\n  ‹Ke puts› ‹St \"a #{h[\"b\"]}\"› ‹Ke if› ‹At @y› =~ ‹St /c/›\n‹Ke end›",
    );
}

#[test]
fn the_web() {
    check(
        "html",
        "<!-- c --><p class=\"a\" x>T &amp; {{ n | f }}</p><script>let a = \"</b>\"</script><style>a.b:hover \
         { color: #fff }</style>{% if x == 'y' %}",
        "‹Co <!-- c -->›<‹Ta p› ‹At class›=‹St \"a\"› ‹At x›>T &amp; {{ n | f }}</‹Ta p›><‹Ta script›>‹Ke let› \
         a = ‹St \"</b>\"›</‹Ta script›><‹Ta style›>‹Ta a›‹Ty .b›:hover { ‹At color›: ‹Nu #fff› \
         }</‹Ta style›>{% ‹Ke if› x == ‹St 'y'› %}",
    );
    check(
        "scss",
        "// c\n.a, #b > li { width: calc(1px - #{$g}); @media (x) { a: b !important } }",
        "‹Co // c›\n‹Ty .a›, ‹Ty #b› > ‹Ta li› { ‹At width›: ‹Na calc›(‹Nu 1px› - #{‹At $g›}); ‹Ke @media› (x) \
         { ‹At a›: b ‹Ke !important› } }",
    );
    check(
        "astro",
        "---\nconst a = 1;\n---\n<X t={`a`} />{b && <b>c</b>}",
        "---\n‹Ke const› a = ‹Nu 1›;\n---\n<‹Ta X› ‹At t›={‹St `a`›} />{b && <‹Ta b›>c</‹Ta b›>}",
    );
}

#[test]
fn patches_and_markdown() {
    check(
        "diff",
        "--- a\n+++ b\n@@ 1 @@\n same\n-old\n+new\n",
        "‹Ty --- a\n+++ b›\n‹Ke @@ 1 @@›\n same\n‹De -old›\n‹In +new›\n",
    );
    check(
        "md",
        "---\na: 1\n---\n# H\n`c` [l](x) <!-- n -->\n~~~\n# no\n~~~\nend `",
        "---\n‹At a›: ‹Nu 1›\n---\n‹Ke # H›\n‹St `c`› [l]‹At (x)› ‹Co <!-- n -->›\n‹St ~~~\n# no\n~~~›\nend `",
    );
}

#[test]
fn long_texts_and_unknown_languages_are_plain() {
    let js = find("js").unwrap();
    assert_eq!(tokens(js, &"if\n".repeat(MOST_LINES + 1)), []);
    assert_eq!(tokens(js, &"if ".repeat(LONGEST / 3 + 1)), []);
    assert!(!tokens(js, &"if\n".repeat(MOST_LINES)).is_empty());
    for name in ["", "text", "plaintext", "mermaid", "no such language"] {
        assert!(find(name).is_none(), "{name}");
    }
}

#[test]
fn no_name_means_two_languages() {
    let mut names: Vec<&str> =
        languages::all().flat_map(|one| one.names.split_whitespace()).collect();
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count);
}

proptest! {
    /// Tokens are in order and on borders of characters, and reading ends.
    #[test]
    fn any_text_is_read_in_any_language(
        parts in prop::collection::vec(
            prop::sample::select(vec![
                "\"", "'", "`", "/*", "*/", "//", "#", "${", "{", "}", "<", ">", "</a>", "<script>", "/", "\\",
                "\n", " ", "é", "if", "a", "(", ")", "[", "]", "<<EOF", "EOF", "---\n", "|", ": ", "=", "1",
                "{{", "}}", "{%", "$ ", "@x", ";", "-", "!", "<!--", "&", "r#\"", "~~~", "\u{a0}", "\r\n", "=begin",
            ]),
            0..40,
        )
    ) {
        let text = parts.concat();
        for language in languages::all() {
            let name = language.names.split_whitespace().next().unwrap();
            let plain = marked(name, &text).replace('›', "");
            prop_assert!(plain.len() >= text.len());
        }
    }
}
