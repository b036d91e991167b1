/** A spreadsheet would take such a text for a formula. */
const formulaLike = /^'*[=+\-@\t\r]/;

/** The import takes exactly one `'` away again. */
function neutralised(text: string): string {
  return formulaLike.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

/**
 * Rows of texts as CSV, as spreadsheets and the import read it: with a mark
 * that says it is UTF-8, and no text that would be run as a formula.
 */
export function csvText(rows: readonly (readonly string[])[]): string {
  const lines = rows.map(row =>
    row.map(cell => quoted(neutralised(cell))).join(','),
  );
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}
