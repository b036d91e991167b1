import { attachment } from './attachment';

describe('attachment', () => {
  it('names a plain file once', () => {
    expect(attachment('Activity_Tracker_2026-01-01_2026-01-31.xlsx')).toBe(
      'attachment; filename="Activity_Tracker_2026-01-01_2026-01-31.xlsx"',
    );
  });

  it('names a file beyond ASCII in full and, for others, without accents', () => {
    expect(attachment('Zürich 稽古.csv')).toBe(
      `attachment; filename="Zurich __.csv"; filename*=UTF-8''Z%C3%BCrich%20%E7%A8%BD%E5%8F%A4.csv`,
    );
  });

  it('lets nothing out of the name', () => {
    expect(attachment('../a"b\\c\r\nX: y\ud800.csv')).toBe(
      'attachment; filename=".._a_b_c__X: y_.csv"',
    );
  });
});
