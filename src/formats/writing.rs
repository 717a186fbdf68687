//! What the app in which pages are written does with line ends, names of files and links.

/// How the pages of a book are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Writing {
    pub line_ends: LineEnds,
    pub file_names: FileNames,
}

/// What a single line end in a paragraph is on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LineEnds {
    /// A space, as markdown says.
    #[default]
    Spaces,
    /// A new line, as in Obsidian, Logseq, and MkDocs with `nl2br`.
    Breaks,
}

/// What the name of a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FileNames {
    /// A part of an address.
    #[default]
    Addresses,
    /// The title of the page, which only a first-level heading at its top replaces.
    Titles,
}

/// Where a relative link without the name of a file starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RelativeLinks {
    /// At the folder of the page's file.
    #[default]
    FromFile,
    /// At the page's address, which is a folder of its own, as in Hugo and MkDocs.
    FromAddress,
}
