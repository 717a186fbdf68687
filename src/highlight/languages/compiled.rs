//! Languages that are compiled, most with the signs of C.

use crate::highlight::Kind;
use crate::highlight::languages::{
    C_COMMENTS, Language, NO_LANGUAGE, Quote, Reach, Trait, line, lines, raw,
};

/// A character, which in some languages also starts a lifetime or a type.
const CHARACTER: Quote =
    Quote { open: "'", close: "'", reach: Reach::Character, escapes: true, inserts: None };

/// What languages with the signs of C share.
const C_LIKE: Language = Language {
    line_comments: &["//"],
    block_comments: C_COMMENTS,
    quotes: &[line("\""), line("'")],
    sigils: &[('@', Kind::Attribute)],
    traits: &[Trait::Capitals, Trait::Calls],
    ..NO_LANGUAGE
};

const RUST: Language = Language {
    names: "rs rust ron",
    keywords: "as async await break const continue crate dyn else enum extern fn for if impl in let loop \
        macro_rules match mod move mut pub ref return static struct super trait type union unsafe use \
        where while",
    types: "bool char f32 f64 i8 i16 i32 i64 i128 isize str u8 u16 u32 u64 u128 usize",
    constants: "true false self",
    quotes: &[raw("r#\"", "\"#"), raw("r\"", "\""), lines("\""), CHARACTER],
    sigils: &[],
    traits: &[Trait::Capitals, Trait::Calls, Trait::Macros, Trait::Attributes],
    ..C_LIKE
};

const GO: Language = Language {
    names: "go golang gomod go-mod",
    keywords: "break case chan const continue default defer else fallthrough for func go goto if import \
        interface map package range require replace return select struct switch type var",
    types: "any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 \
        int64 rune string uint uint8 uint16 uint32 uint64 uintptr",
    constants: "true false nil iota",
    quotes: &[raw("`", "`"), line("\""), line("'")],
    sigils: &[],
    ..C_LIKE
};

const C: Language = Language {
    names: "c h cpp c++ cc cxx hpp objc objectivec objective-c arduino ino cuda cu glsl hlsl wgsl metal \
            opencl",
    keywords: "alignas alignof asm auto break case catch class concept const consteval constexpr \
        continue co_await co_return co_yield decltype default define defined delete do else elif endif \
        enum error explicit export extern final for friend goto if ifdef ifndef import include inline \
        mutable namespace new noexcept operator override pragma private protected public register \
        requires return sizeof static struct switch template this throw try typedef typeid typename \
        undef union using virtual volatile while",
    types: "bool char double float int int8_t int16_t int32_t int64_t long short signed size_t string \
        uint8_t uint16_t uint32_t uint64_t unsigned void wchar_t vector id",
    constants: "true false nullptr NULL nil YES NO self",
    sigils: &[('#', Kind::Keyword), ('@', Kind::Keyword)],
    ..C_LIKE
};

const CSHARP: Language = Language {
    names: "cs csharp c# dotnet linq csx",
    keywords: "abstract as async await base break case catch checked class const continue default \
        delegate do else enum event explicit extern finally fixed for foreach from get global goto group \
        if implicit in init interface internal into is join let lock namespace new nameof operator \
        orderby out override params partial private protected public readonly record ref required \
        return sealed select set sizeof stackalloc static struct switch this throw try typeof unchecked \
        unsafe using value var virtual volatile when where while with yield",
    types: "bool byte char decimal double dynamic float int long nint object sbyte short string uint \
        ulong ushort void",
    constants: "true false null",
    quotes: &[lines("\"\"\""), raw("@\"", "\""), line("\""), line("'")],
    sigils: &[('#', Kind::Keyword)],
    ..C_LIKE
};

const JAVA: Language = Language {
    names: "java groovy gradle jenkinsfile jenkins processing apex",
    keywords: "abstract as assert break case catch class const continue def default do else enum \
        exports extends final finally for goto if implements import in instanceof interface module \
        native new non-sealed open package permits private protected public record requires return \
        sealed static strictfp super switch synchronized this throw throws trait transient try var \
        volatile while with yield",
    types: "boolean byte char double float int long short void",
    constants: "true false null",
    quotes: &[lines("\"\"\""), lines("'''"), line("\""), line("'")],
    ..C_LIKE
};

const KOTLIN: Language = Language {
    names: "kt kotlin kts",
    keywords: "abstract actual annotation as break by catch class companion const constructor continue \
        crossinline data do else enum expect external final finally for fun get if import in infix init \
        inline inner interface internal is lateinit noinline object open operator out override package \
        private protected public reified return sealed set super suspend tailrec this throw try \
        typealias val var vararg when where while",
    constants: "true false null",
    quotes: &[raw("\"\"\"", "\"\"\""), line("\""), line("'")],
    ..C_LIKE
};

const SCALA: Language = Language {
    names: "scala sc sbt",
    keywords: "abstract case catch class def derives do else end enum export extends extension final \
        finally for forSome given if implicit import inline lazy match new object open opaque override \
        package private protected return sealed super then this throw trait try type using val var \
        while with yield",
    constants: "true false null",
    quotes: &[raw("\"\"\"", "\"\"\""), line("\""), CHARACTER],
    ..C_LIKE
};

const SWIFT: Language = Language {
    names: "swift",
    keywords: "actor any as associatedtype async await break case catch class continue default defer \
        deinit didSet do else enum extension fallthrough fileprivate final for func get guard if import \
        in indirect init inout internal is isolated lazy let mutating nonisolated open operator optional \
        override private protocol public repeat rethrows return set some static struct subscript super \
        switch throw throws try typealias unowned var weak where while willSet",
    constants: "true false nil self Self",
    quotes: &[lines("\"\"\""), line("\"")],
    sigils: &[('@', Kind::Attribute), ('#', Kind::Keyword)],
    ..C_LIKE
};

const DART: Language = Language {
    names: "dart",
    keywords: "abstract as assert async await base break case catch class const continue covariant \
        default deferred do else enum export extends extension external factory final finally for get \
        hide if implements import in interface is late library mixin new on operator part required \
        rethrow return sealed set show static super switch sync this throw try typedef var when while \
        with yield",
    types: "bool double dynamic int num void",
    constants: "true false null",
    quotes: &[lines("\"\"\""), lines("'''"), line("\""), line("'")],
    ..C_LIKE
};

const ZIG: Language = Language {
    names: "zig odin v vlang d nim",
    keywords: "alias and break catch comptime const continue defer discard elif else enum errdefer error \
        export extern fn for func if import in inline let mod module mut or orelse packed proc pub \
        return static struct switch template test threadlocal try type union unreachable use usingnamespace \
        var when while",
    types: "bool byte char f32 f64 float i8 i16 i32 i64 int isize seq string u8 u16 u32 u64 uint usize \
        void",
    constants: "true false null undefined nil",
    sigils: &[('@', Kind::Name)],
    ..C_LIKE
};

const SOLIDITY: Language = Language {
    names: "sol solidity move cairo vyper",
    keywords: "abstract as assembly break case catch constructor continue contract default do else emit \
        enum error event external fallback for from function if import indexed interface internal is \
        library mapping memory modifier new override payable pragma private public pure receive return \
        returns revert storage struct switch this throw try unchecked using view virtual while",
    types: "address bool bytes bytes32 int int256 string uint uint8 uint256",
    constants: "true false",
    ..C_LIKE
};

const VB: Language = Language {
    names: "vb vbnet vba visual-basic vbscript basic",
    keywords: "and as begin byref byval call case class const dim do each else elseif end exit finally \
        for function get goto if imports in inherits is loop me module namespace new next not of on \
        option or private procedure program property protected public readonly redim repeat resume \
        return select set shared static step sub then throw to try type unit until uses using var wend \
        while with",
    types: "boolean byte char date decimal double integer long object real short single string variant",
    constants: "true false nothing nil null",
    line_comments: &["'", "//"],
    block_comments: &[],
    quotes: &[line("\"")],
    sigils: &[],
    traits: &[Trait::AnyCase, Trait::Calls],
    ..C_LIKE
};

pub const ALL: &[Language] =
    &[RUST, GO, C, CSHARP, JAVA, KOTLIN, SCALA, SWIFT, DART, ZIG, SOLIDITY, VB];
