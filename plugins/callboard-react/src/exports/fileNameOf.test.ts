import { fileNameOf } from './fileNameOf';

describe('fileNameOf', () => {
  it.each([
    ['attachment; filename="Activity_2026.xlsx"', 'Activity_2026.xlsx'],
    ['attachment; filename=plain.csv', 'plain.csv'],
    ['attachment; filename="a \\"b\\".csv"', 'a "b".csv'],
    [
      'attachment; filename="x.csv"; filename*=UTF-8\'\'M%C3%BCnchen.csv',
      'München.csv',
    ],
    ['attachment; filename="x.csv"; filename*=UTF-8\'\'%E0%A4%A', 'x.csv'],
    ['attachment; filename="../../etc/passwd"', 'passwd'],
    ['attachment', undefined],
    [null, undefined],
  ])('%s', (header, expected) => {
    expect(fileNameOf(header)).toBe(expected);
  });
});
