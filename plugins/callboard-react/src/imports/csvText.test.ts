import { csvText } from './csvText';

describe('csvText', () => {
  it('quotes what would fall apart, and ends lines as spreadsheets do', () => {
    expect(
      csvText([
        ['a', 'b,c'],
        ['say "hi"', 'two\nlines'],
      ]),
    ).toBe('\uFEFFa,"b,c"\r\n"say ""hi""","two\nlines"\r\n');
  });

  it.each([
    ['=1+1', "'=1+1"],
    ['+49 30', "'+49 30"],
    ['-', "'-"],
    ['@jane', "'@jane"],
    ["'=1", "''=1"],
    ["''@", "'''@"],
    ['\tx', "'\tx"],
    ["'tis", "'tis"],
    ['a=b', 'a=b'],
    ['', ''],
  ])('turns %j into %j, which no spreadsheet runs', (text, expected) => {
    expect(csvText([[text]])).toBe(`\uFEFF${expected}\r\n`);
  });
});
