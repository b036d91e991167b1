/** Spreadsheets would interpret such a text as a formula. */
const formulaLike = /^'*[=+\-@\t\r]/;

/** The import removes exactly one `'` again. */
function neutraliseFormula(text: string): string {
  return formulaLike.test(text) ? `'${text}` : text;
}

function quoteCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

/**
 * Formats rows as CSV for spreadsheets and the import: with a UTF-8 byte order mark, and with texts
 * escaped that would run as formulas.
 */
export function formatCsv(rows: readonly (readonly string[])[]): string {
  const lines = rows.map(row =>
    row.map(cell => quoteCell(neutraliseFormula(cell))).join(','),
  );
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}
