//! Tables with commas between their cells.

/// The rows of a table, those without text left out. Cells may stand in quotes, in which two quotes
/// are one, and may then hold commas and line breaks.
pub fn rows(text: &str) -> Vec<Vec<String>> {
    let mut reader = Reader::default();
    let mut rest = text;
    while !rest.is_empty() {
        rest = reader.cell(rest);
    }
    reader.end_row();
    reader.rows
}

/// The first row of a table.
pub fn header(text: &str) -> Vec<String> {
    let mut reader = Reader::default();
    let mut rest = text;
    while !rest.is_empty() && reader.rows.is_empty() {
        rest = reader.cell(rest);
    }
    reader.end_row();
    reader.rows.into_iter().next().unwrap_or_default()
}

#[derive(Default)]
struct Reader {
    rows: Vec<Vec<String>>,
    row: Vec<String>,
}

impl Reader {
    /// Reads a cell and what ends it; returns the rest.
    fn cell<'t>(&mut self, text: &'t str) -> &'t str {
        let (mut cell, mut rest) = match text.strip_prefix('"') {
            Some(quoted) => unquoted(quoted),
            None => (String::new(), text),
        };
        let end = rest.find([',', '\n']).unwrap_or(rest.len());
        cell.push_str(&rest[..end]);
        rest = &rest[end..];
        self.row.push(cell.trim().to_owned());
        if rest.starts_with('\n') || rest.is_empty() {
            self.end_row();
        } else if rest.len() == 1 {
            self.row.push(String::new());
        }
        rest.get(1..).unwrap_or("")
    }

    fn end_row(&mut self) {
        let row = std::mem::take(&mut self.row);
        if row.iter().any(|cell| !cell.is_empty()) {
            self.rows.push(row);
        }
    }
}

/// The text up to the closing quote, and what is behind that.
fn unquoted(text: &str) -> (String, &str) {
    let mut cell = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('"') {
        cell.push_str(before);
        match after.strip_prefix('"') {
            Some(more) => {
                cell.push('"');
                rest = more;
            }
            None => return (cell, after),
        }
    }
    cell.push_str(rest);
    (cell, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_may_stand_in_quotes() {
        let text = "Name,Note\n\"A, B\",\"say \"\"hi\"\"\nthere\"\n\nC\n,\nD,\n\"open, x";
        let expected: [&[&str]; 5] =
            [&["Name", "Note"], &["A, B", "say \"hi\"\nthere"], &["C"], &["D", ""], &["open, x"]];
        assert_eq!(rows(text), expected);
        assert_eq!(header(text), ["Name", "Note"]);
        assert_eq!(header("\n\na,b"), ["a", "b"]);
        assert!(rows("").is_empty() && header("").is_empty());
    }
}
