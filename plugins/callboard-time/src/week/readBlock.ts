/**
 * Parses the cells of a spreadsheet from the clipboard: rows end at line breaks, columns at tabs.
 * It removes quotes around cells, since spreadsheets add them where a text contains either.
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
