//! Languages of the web.

use crate::highlight::Kind;
use crate::highlight::languages::{
    C_COMMENTS, Language, Lexer, NO_LANGUAGE, Trait, inserting, line, lines, raw,
};

const JS_KEYWORDS: &str = "as async await break case catch class const continue debugger default \
    delete do else export extends finally for from function get if import in instanceof let new of \
    return set static super switch this throw try typeof var void while with yield";
const TS_KEYWORDS: &str = "as async await break case catch class const continue debugger default \
    delete do else export extends finally for from function get if import in instanceof let new of \
    return set static super switch this throw try typeof var void while with yield abstract declare \
    enum implements infer interface is keyof namespace override private protected public readonly \
    satisfies type";
const JS_CONSTANTS: &str = "true false null undefined NaN Infinity";
const TS_TYPES: &str = "any bigint boolean never number object string symbol unknown";

pub const JAVASCRIPT: Language = Language {
    names: "js javascript mjs cjs node ecmascript gs apps-script",
    keywords: JS_KEYWORDS,
    constants: JS_CONSTANTS,
    line_comments: &["//", "#!"],
    block_comments: C_COMMENTS,
    quotes: &[line("\""), line("'"), inserting("`", b'$')],
    sigils: &[('@', Kind::Attribute)],
    word: "$",
    traits: &[Trait::Capitals, Trait::Calls, Trait::Regex],
    ..NO_LANGUAGE
};

pub const TYPESCRIPT: Language = Language {
    names: "ts typescript mts cts deno",
    keywords: TS_KEYWORDS,
    types: TS_TYPES,
    ..JAVASCRIPT
};

const JSX: Language = Language {
    names: "jsx tsx",
    keywords: TS_KEYWORDS,
    types: TS_TYPES,
    traits: &[Trait::Capitals, Trait::Calls, Trait::Regex, Trait::Elements],
    ..JAVASCRIPT
};

const HTML: Language = Language {
    names: "html htm xhtml xml svg rss atom xsl xslt xsd wsdl plist mathml vue vue-html angular \
            html-vue html+erb erb ejs jsp asp aspx hbs handlebars mustache jinja jinja2 j2 twig \
            liquid nunjucks njk django html+jinja html+django go-html-template go-template \
            gotmpl gohtml text-template tmpl xaml csproj msbuild razor cshtml blade markup",
    lexer: Lexer::Markup,
    block_comments: &[("<!--", "-->"), ("{#", "#}"), ("<![CDATA[", "]]>")],
    traits: &[Trait::Template],
    ..NO_LANGUAGE
};

const COMPONENT: Language = Language {
    names: "svelte astro mdx marko",
    traits: &[Trait::Braces, Trait::FrontMatter],
    block_comments: &[("<!--", "-->")],
    ..HTML
};

const PHP: Language = Language {
    names: "php php7 php8",
    keywords: "abstract and array as break case catch class clone const continue declare default \
        do echo else elseif empty enum extends final finally fn for foreach function global goto if \
        implements include include_once instanceof insteadof interface isset list match namespace \
        new or print private protected public readonly require require_once return static switch \
        throw trait try unset use var while xor yield",
    types: "bool int float string iterable mixed object void never self parent",
    constants: "true false null TRUE FALSE NULL",
    line_comments: &["//", "# "],
    block_comments: &[("/*", "*/")],
    quotes: &[lines("\""), lines("'")],
    sigils: &[('$', Kind::Attribute)],
    traits: &[Trait::Capitals, Trait::Calls, Trait::Attributes],
    ..NO_LANGUAGE
};

/// The code in templates of HTML.
pub const TEMPLATE: Language = Language {
    keywords: "if else elif elsif endif unless endunless for in endfor each endeach block endblock \
        extends include import from macro endmacro set endset assign capture endcapture case when \
        with end range define template partial not and or is as filter endfilter raw endraw render \
        liquid comment endcomment",
    constants: "true false null nil none True False None",
    quotes: &[lines("\""), lines("'"), raw("`", "`")],
    sigils: &[
        ('$', Kind::Attribute),
        ('#', Kind::Keyword),
        ('/', Kind::Keyword),
        ('@', Kind::Attribute),
    ],
    traits: &[Trait::Calls],
    ..NO_LANGUAGE
};

pub const CSS: Language = Language {
    names: "css postcss pcss",
    lexer: Lexer::Css,
    block_comments: C_COMMENTS,
    quotes: &[line("\""), line("'")],
    ..NO_LANGUAGE
};

const SCSS: Language =
    Language { names: "scss sass less stylus styl", line_comments: &["//"], ..CSS };

const GRAPHQL: Language = Language {
    names: "graphql gql graphqls",
    keywords: "query mutation subscription fragment on type interface union enum input scalar schema \
        extend implements directive repeatable",
    types: "Int Float String Boolean ID",
    constants: "true false null",
    line_comments: &["#"],
    quotes: &[raw("\"\"\"", "\"\"\""), line("\"")],
    sigils: &[('$', Kind::Attribute), ('@', Kind::Attribute)],
    traits: &[Trait::Capitals, Trait::Calls],
    ..NO_LANGUAGE
};

pub const ALL: &[Language] =
    &[JAVASCRIPT, TYPESCRIPT, JSX, HTML, COMPONENT, PHP, CSS, SCSS, GRAPHQL];
