//! Languages that are run without a compiler, and functional ones.

use crate::highlight::Kind;
use crate::highlight::languages::{
    Language, Lexer, NO_LANGUAGE, Trait, inserting, line, lines, raw,
};

pub const SHELL: Language = Language {
    names: "sh bash shell zsh ksh fish ash dash sh-vue bash-vue shellscript openrc terminal-script",
    lexer: Lexer::Shell,
    keywords: "if then else elif fi for while until do done case esac in function select export local \
        readonly declare unset return exit break continue alias source set trap shift eval exec",
    line_comments: &["#"],
    quotes: &[lines("\""), raw("'", "'")],
    traits: &[Trait::SpaceBeforeComment],
    ..NO_LANGUAGE
};

const CONSOLE: Language = Language {
    names: "console shell-session shellsession sh-session terminal bash-session zsh-session cli \
            session",
    lexer: Lexer::Console,
    ..SHELL
};

const POWERSHELL: Language = Language {
    names: "powershell ps1 pwsh ps posh psm1",
    keywords: "begin break catch class continue data define do dynamicparam else elseif end enum exit \
        filter finally for foreach from function hidden if in param process return static switch throw \
        trap try until using var while",
    line_comments: &["#"],
    block_comments: &[("<#", "#>")],
    quotes: &[raw("@\"", "\"@"), raw("@'", "'@"), raw("\"", "\""), raw("'", "'")],
    sigils: &[('$', Kind::Attribute), ('-', Kind::Attribute)],
    word: "-",
    traits: &[Trait::AnyCase, Trait::Calls],
    ..NO_LANGUAGE
};

const BATCH: Language = Language {
    names: "bat batch cmd dos winbatch",
    keywords: "call cd copy del do echo else endlocal errorlevel exist exit for goto if in md mkdir move \
        not off on pause rd ren rmdir set setlocal shift start type xcopy",
    line_comments: &["::", "rem ", "REM ", "@rem "],
    quotes: &[line("\"")],
    traits: &[Trait::AnyCase],
    ..NO_LANGUAGE
};

const PYTHON: Language = Language {
    names: "py python python3 py3 ipython starlark bazel bzl sage snakemake gdscript",
    keywords: "and as assert async await break case class continue def del elif else except finally for \
        from global if import in is lambda match nonlocal not or pass raise return try while with \
        yield load",
    types: "bool bytes dict float frozenset int list object set str tuple type",
    constants: "True False None NotImplemented self cls",
    line_comments: &["#"],
    quotes: &[lines("\"\"\""), lines("'''"), line("\""), line("'")],
    sigils: &[('@', Kind::Attribute)],
    traits: &[Trait::Capitals, Trait::Calls],
    ..NO_LANGUAGE
};

/// A session with `>>> `, whose output is read as code as well.
const PYTHON_SESSION: Language =
    Language { names: "pycon python-repl python-console pyrepl", ..PYTHON };

const RUBY: Language = Language {
    names: "rb ruby gemfile rakefile jruby rails irb podfile brewfile vagrantfile crystal",
    keywords: "BEGIN END alias and begin break case class def defined? do else elsif end ensure extend \
        for if in include module next not or private protected public raise redo require \
        require_relative rescue retry return super then undef unless until when while yield \
        attr_accessor attr_reader attr_writer puts",
    constants: "true false nil self __FILE__ __LINE__",
    line_comments: &["#"],
    block_comments: &[("=begin", "=end")],
    quotes: &[inserting("\"", b'#'), lines("'"), line("`")],
    sigils: &[('@', Kind::Attribute), (':', Kind::Attribute), ('$', Kind::Attribute)],
    word: "?",
    traits: &[Trait::Capitals, Trait::Calls, Trait::Regex, Trait::SpaceBeforeComment],
    ..NO_LANGUAGE
};

const PERL: Language = Language {
    names: "pl perl perl5 raku pm",
    keywords: "and bless cmp continue die do else elsif eq eval for foreach ge given gt if last le local \
        lt my ne next no not or our package print redo require return say sub unless until use when \
        while xor",
    constants: "undef __PACKAGE__",
    line_comments: &["#"],
    quotes: &[lines("\""), raw("'", "'")],
    sigils: &[('$', Kind::Attribute), ('@', Kind::Attribute), ('%', Kind::Attribute)],
    traits: &[Trait::Calls, Trait::SpaceBeforeComment],
    ..NO_LANGUAGE
};

const LUA: Language = Language {
    names: "lua luau moonscript",
    keywords: "and break do else elseif end for function goto if in local not or repeat return then \
        until while",
    constants: "true false nil self",
    line_comments: &["--"],
    block_comments: &[("--[[", "]]")],
    quotes: &[raw("[[", "]]"), line("\""), line("'")],
    traits: &[Trait::Calls],
    ..NO_LANGUAGE
};

const R: Language = Language {
    names: "r rscript splus",
    keywords: "break else for function if in next repeat return while library require",
    constants: "TRUE FALSE NULL NA NaN Inf T F",
    line_comments: &["#"],
    quotes: &[lines("\""), lines("'"), line("`")],
    word: ".",
    traits: &[Trait::Calls],
    ..NO_LANGUAGE
};

const JULIA: Language = Language {
    names: "jl julia julia-repl",
    keywords: "abstract begin break catch const continue do else elseif end export finally for function \
        global if import in isa let local macro module mutable primitive quote return struct try type \
        using where while",
    constants: "true false nothing missing",
    line_comments: &["#"],
    block_comments: &[("#=", "=#")],
    quotes: &[lines("\"\"\""), line("\"")],
    sigils: &[('@', Kind::Attribute), (':', Kind::Attribute)],
    word: "!",
    traits: &[Trait::Capitals, Trait::Calls],
    ..NO_LANGUAGE
};

const ELIXIR: Language = Language {
    names: "ex exs elixir heex eex iex erl erlang",
    keywords: "after alias and case catch cond def defdelegate defimpl defmacro defmodule defp \
        defprotocol defstruct do else end fn for if import in not or quote raise receive require rescue \
        try unless unquote use when with",
    constants: "true false nil",
    line_comments: &["#"],
    quotes: &[lines("\"\"\""), inserting("\"", b'#'), line("'")],
    sigils: &[('@', Kind::Attribute), (':', Kind::Attribute)],
    word: "?!",
    traits: &[Trait::Capitals, Trait::Calls],
    ..NO_LANGUAGE
};

const HASKELL: Language = Language {
    names: "hs haskell elm purescript lhs",
    keywords: "case class data deriving do else forall foreign if import in infix infixl infixr instance \
        let module newtype of port then type where as exposing hiding qualified",
    line_comments: &["--"],
    block_comments: &[("{-", "-}")],
    quotes: &[line("\"")],
    word: "'",
    traits: &[Trait::Capitals],
    ..NO_LANGUAGE
};

const OCAML: Language = Language {
    names: "ml ocaml reasonml fs fsharp f# sml",
    keywords: "and as assert begin class constraint do done downto else end exception external for fun \
        function functor if in include inherit initializer lazy let match member method module mutable \
        namespace new nonrec object of open or override private rec sig static struct then to try type \
        use val virtual when while with yield",
    types: "bool char float int list option string unit",
    constants: "true false",
    line_comments: &["//"],
    block_comments: &[("(*", "*)")],
    quotes: &[lines("\"\"\""), line("\"")],
    word: "'",
    traits: &[Trait::Capitals],
    ..NO_LANGUAGE
};

const LISP: Language = Language {
    names: "lisp clojure clj cljs cljc edn scheme racket elisp emacs-lisp common-lisp fennel",
    keywords: "def defn defmacro defun defvar defmethod defmulti define fn if if-let let let* loop ns \
        quote recur require when when-let cond case do lambda setq progn set! import",
    constants: "true false nil t",
    line_comments: &[";"],
    quotes: &[lines("\"")],
    sigils: &[(':', Kind::Attribute)],
    word: "-*?!",
    ..NO_LANGUAGE
};

const VIM: Language = Language {
    names: "vim viml vimscript applescript",
    keywords: "call command else elseif end endfor endfunction endif endwhile execute for function if in \
        let map nmap nnoremap noremap on return set tell then to unlet vmap while",
    quotes: &[line("'")],
    traits: &[Trait::Calls],
    ..NO_LANGUAGE
};

const NIX: Language = Language {
    names: "nix",
    keywords: "assert else if import in inherit let or rec then with",
    constants: "true false null",
    line_comments: &["#"],
    block_comments: &[("/*", "*/")],
    quotes: &[raw("''", "''"), lines("\"")],
    word: "-",
    ..NO_LANGUAGE
};

pub const ALL: &[Language] = &[
    SHELL, CONSOLE, POWERSHELL, BATCH, PYTHON, PYTHON_SESSION, RUBY, PERL, LUA, R, JULIA, ELIXIR,
    HASKELL, OCAML, LISP, VIM, NIX,
];
