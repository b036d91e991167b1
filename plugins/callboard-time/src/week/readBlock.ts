/**
 * The cells of a spreadsheet as they come from the clipboard: rows at line ends, columns
 * at tabs. Quotes around a cell go, since spreadsheets put them where a text has either.
 */
export function readBlock(text: string): string[][] {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/\n$/, '')
    .split('\n')
    .map(line =>
      line.split('\t').map(cell => cell.trim().replace(/^"(.*)"$/, '$1')),
    );
}
