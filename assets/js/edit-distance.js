// fieldbook.editDistance(a, b, most): how many letters were left out, added, changed or swapped.

/** The last three rows of a comparison, in turn; each comparison writes what it reads. */
const ROWS = [0, 1, 2].map(() => /** @type {number[]} */ ([]));

fieldbook.editDistance = (a, b, most) => {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  const far = most + 1;
  for (let j = 0; j <= far; j += 1) ROWS[0][j] = j;
  for (let i = 1; i <= a.length; i += 1) {
    const [row, old, older] = [ROWS[i % 3], ROWS[(i + 2) % 3], ROWS[(i + 1) % 3]];
    // What is farther from the diagonal than `most` is farther than `most` itself.
    const [from, to] = [Math.max(1, i - most), Math.min(b.length, i + most)];
    row[from - 1] = from === 1 ? Math.min(i, far) : far;
    row[to + 1] = far;
    let least = row[from - 1];
    for (let j = from; j <= to; j += 1) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1;
      let best = Math.min(old[j] + 1, row[j - 1] + 1, old[j - 1] + same);
      if (
        i > 1 &&
        j > 1 &&
        a.charCodeAt(i - 1) === b.charCodeAt(j - 2) &&
        a.charCodeAt(i - 2) === b.charCodeAt(j - 1)
      )
        best = Math.min(best, older[j - 2] + 1);
      row[j] = Math.min(best, far);
      if (best < least) least = best;
    }
    if (least > most) return far;
  }
  return ROWS[a.length % 3][b.length];
};
