//! Languages of data, settings and queries.

use crate::highlight::Kind;
use crate::highlight::languages::{
    C_COMMENTS, Language, Lexer, NO_LANGUAGE, Trait, line, lines, raw,
};

const JSON: Language = Language {
    names: "json json5 jsonc jsonl ndjson json-with-comments geojson jsonld json-ld webmanifest \
            ipynb hjson",
    constants: "true false null NaN Infinity",
    line_comments: &["//"],
    block_comments: C_COMMENTS,
    quotes: &[line("\""), line("'")],
    traits: &[Trait::StringKeys],
    ..NO_LANGUAGE
};

const YAML: Language =
    Language { names: "yaml yml eyaml openapi compose cff", lexer: Lexer::Yaml, ..NO_LANGUAGE };

const TOML: Language = Language {
    names: "toml",
    lexer: Lexer::Keys,
    constants: "true false inf nan",
    line_comments: &["#"],
    quotes: &[lines("\"\"\""), raw("'''", "'''"), line("\""), raw("'", "'")],
    ..NO_LANGUAGE
};

const INI: Language = Language {
    names: "ini cfg conf config dosini properties env dotenv editorconfig gitconfig gitattributes \
            systemd service desktop reg npmrc",
    constants: "true false yes no on off",
    line_comments: &["#", ";", "//"],
    quotes: &[line("\"")],
    ..TOML
};

const HTTP: Language = Language {
    names: "http https rest headers",
    lexer: Lexer::Keys,
    keywords: "GET POST PUT PATCH DELETE HEAD OPTIONS TRACE CONNECT HTTP",
    quotes: &[line("\"")],
    ..NO_LANGUAGE
};

const SQL: Language = Language {
    names: "sql mysql postgres postgresql psql pgsql plpgsql sqlite tsql t-sql mssql plsql bigquery \
            snowflake redshift hive sparksql duckdb presto trino cql clickhouse",
    keywords: "add all alter analyze and any as asc authorization begin between by cascade case cast \
        check cluster collate column comment commit conflict constraint copy create cross cube \
        current database declare default delete desc describe distinct do drop else elsif end escape \
        except exec execute exists explain fetch filter first for foreign from full function grant \
        group grouping having if ilike in index inner insert intersect interval into is join key \
        language last lateral left like limit loop materialized merge minus natural no not nulls of \
        offset on only or order outer over partition pivot primary procedure qualify range references \
        replace restrict return returning returns revoke right rollback rollup row rows schema select \
        set show similar some table tablesample temp temporary then to top transaction trigger \
        truncate union unique unpivot update use using vacuum values view when where while window \
        with within without",
    types: "array bigint binary bit blob bool boolean bytea char character clob date datetime decimal \
        double enum float int int2 int4 int8 integer json jsonb money nchar numeric nvarchar real \
        serial smallint string struct text time timestamp timestamptz timestamp_ntz tinyint uuid \
        varbinary varchar variant varying",
    constants: "true false null unknown",
    line_comments: &["--"],
    block_comments: C_COMMENTS,
    quotes: &[raw("'", "'"), raw("\"", "\""), raw("`", "`"), raw("$$", "$$")],
    sigils: &[('@', Kind::Attribute), (':', Kind::Attribute), ('$', Kind::Attribute)],
    traits: &[Trait::AnyCase, Trait::Calls],
    ..NO_LANGUAGE
};

const PROMQL: Language = Language {
    names: "promql logql",
    keywords: "and or unless by without on ignoring group_left group_right offset bool",
    line_comments: &["#"],
    quotes: &[line("\""), line("'"), raw("`", "`")],
    traits: &[Trait::Calls],
    ..NO_LANGUAGE
};

const CYPHER: Language =
    Language { names: "cypher sparql kql kusto", line_comments: &["//", "#"], ..SQL };

const HCL: Language = Language {
    names: "hcl terraform tf tfvars nomad packer bicep",
    keywords: "for if in module resource data variable output provider terraform locals moved import \
        check dynamic lifecycle backend param var",
    types: "string number bool list map set object tuple any",
    constants: "true false null",
    line_comments: &["#", "//"],
    block_comments: C_COMMENTS,
    quotes: &[line("\"")],
    word: "-",
    traits: &[Trait::Calls],
    ..NO_LANGUAGE
};

const PROTO: Language = Language {
    names: "proto protobuf proto3 thrift capnp avdl",
    keywords: "syntax package import option message enum service rpc returns stream oneof map repeated \
        optional required reserved extend extensions public weak struct exception namespace",
    types: "double float int32 int64 uint32 uint64 sint32 sint64 fixed32 fixed64 sfixed32 sfixed64 bool \
        string bytes i32 i64",
    constants: "true false",
    line_comments: &["//"],
    block_comments: C_COMMENTS,
    quotes: &[line("\""), line("'")],
    traits: &[Trait::Capitals],
    ..NO_LANGUAGE
};

const PRISMA: Language = Language {
    names: "prisma",
    keywords: "model datasource generator enum type view",
    types: "String Int BigInt Float Decimal Boolean DateTime Json Bytes",
    sigils: &[('@', Kind::Attribute)],
    traits: &[Trait::Capitals, Trait::Calls],
    ..PROTO
};

const NGINX: Language = Language {
    names: "nginx nginxconf apache apacheconf htaccess httpd caddy caddyfile haproxy varnish vcl",
    line_comments: &["#"],
    quotes: &[line("\""), line("'")],
    sigils: &[('$', Kind::Attribute)],
    constants: "on off",
    traits: &[Trait::FirstWord, Trait::SpaceBeforeComment],
    ..NO_LANGUAGE
};

const DOCKER: Language = Language {
    names: "dockerfile docker containerfile",
    keywords: "FROM AS RUN CMD LABEL MAINTAINER EXPOSE ENV ADD COPY ENTRYPOINT VOLUME USER WORKDIR ARG \
        ONBUILD STOPSIGNAL HEALTHCHECK SHELL",
    line_comments: &["#"],
    quotes: &[line("\""), line("'")],
    sigils: &[('$', Kind::Attribute)],
    traits: &[Trait::SpaceBeforeComment],
    ..NO_LANGUAGE
};

const MAKE: Language = Language {
    names: "makefile make mk cmake just justfile gnumake",
    keywords: "define endef else endif export ifdef ifeq ifndef ifneq include override private undefine \
        unexport vpath set if elseif endfunction function foreach endforeach project add_executable \
        add_library target_link_libraries find_package cmake_minimum_required",
    line_comments: &["#"],
    quotes: &[line("\""), line("'")],
    sigils: &[('$', Kind::Attribute)],
    traits: &[Trait::SpaceBeforeComment],
    ..NO_LANGUAGE
};

const DIFF: Language = Language { names: "diff patch udiff", lexer: Lexer::Diff, ..NO_LANGUAGE };

const MARKDOWN: Language =
    Language { names: "markdown md mkd mdown rmd qmd gfm", lexer: Lexer::Markdown, ..NO_LANGUAGE };

const BIBTEX: Language = Language {
    names: "latex tex bibtex bib",
    line_comments: &["%"],
    sigils: &[('\\', Kind::Keyword), ('@', Kind::Keyword)],
    ..NO_LANGUAGE
};

pub const ALL: &[Language] = &[
    JSON, YAML, TOML, INI, HTTP, SQL, PROMQL, CYPHER, HCL, PROTO, PRISMA, NGINX, DOCKER, MAKE,
    DIFF, MARKDOWN, BIBTEX,
];
