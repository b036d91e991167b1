import { ImportReport } from './ImportReport';
import { TableRow } from './ImportTable';

const columns = { known: ['id', 'name'], required: ['id'] };

function createReport(rows: TableRow[], header = ['id', 'name', 'shoe_size']) {
  return new ImportReport({ columns: header, rows }, columns);
}

const row = (number: number): TableRow => ({
  row: number,
  cells: { id: `${number}`, name: 'N', shoe_size: '44' },
});

const noPreview = { preview: false };

describe('ImportReport', () => {
  it('counts every row once', () => {
    const report = createReport([2, 3, 4, 6].map(row));
    report.markCreated(2);
    report.markUpdated(3, { name: 'M' });
    report.fail(6, 'name', 'is bad');
    report.fail(6, 'id', 'is worse');
    report.markUpdated(6, { name: 'M' });
    expect(report.buildResult(noPreview)).toEqual({
      rows: 4,
      created: 1,
      updated: 1,
      skipped: 1,
      failed: 1,
      errors: [
        { row: 6, field: 'name', reason: 'is bad' },
        { row: 6, field: 'id', reason: 'is worse' },
      ],
      ignored_columns: ['shoe_size'],
    });
  });

  it('copies outcomes and errors, which the copy then changes alone', () => {
    const invalid: TableRow = { ...row(3), hasSurplusCells: true };
    const report = createReport([row(2), invalid, row(4)]);
    report.markCreated(2);
    const expected = report.buildResult(noPreview);
    const copy = report.clone();
    expect(copy.buildResult(noPreview)).toEqual(expected);
    copy.fail(4, 'id', 'is bad');
    expect(copy.buildResult(noPreview)).toMatchObject({ failed: 2 });
    expect(report.buildResult(noPreview)).toEqual(expected);
  });

  it('sorts errors by row, and keeps their order within a row', () => {
    const report = createReport([row(2), row(3)]);
    report.fail(3, null, 'a');
    report.fail(2, null, 'b');
    report.fail(3, null, 'c');
    expect(
      report.buildResult(noPreview).errors.map(({ reason }) => reason),
    ).toEqual(['b', 'a', 'c']);
  });

  it('fails unreadable rows, and ignores problems in ignored columns', () => {
    const report = createReport([
      {
        ...row(2),
        problems: [
          { field: 'name', reason: 'is a formula' },
          { field: 'shoe_size', reason: 'is a formula' },
        ],
      },
      { ...row(3), hasSurplusCells: true },
      { ...row(4), problems: [{ field: 'shoe_size', reason: 'is a formula' }] },
      { ...row(5), problems: [{ field: null, reason: 'is bad' }] },
    ]);
    expect(report.buildResult(noPreview)).toMatchObject({
      failed: 3,
      errors: [
        { row: 2, field: 'name', reason: 'is a formula' },
        { row: 3, field: null },
        { row: 5, field: null, reason: 'is bad' },
      ],
    });
  });

  it('rejects a file without a required column', () => {
    expect(() => createReport([], ['name'])).toThrow(
      'body.file: has no column id',
    );
  });

  it('rejects a file with a duplicate known column', () => {
    expect(() => createReport([], ['id', 'name', 'name'])).toThrow(
      'body.file: has more than one column name',
    );
  });

  it('ignores unknown columns, and lists duplicates once', () => {
    const report = createReport(
      [row(2)],
      ['note', 'id', 'size', 'note', 'note'],
    );
    expect(report.buildResult(noPreview)).toMatchObject({
      failed: 0,
      ignored_columns: ['note', 'size'],
    });
  });

  it('fails rows with an empty required cell, and reports each cell once', () => {
    const report = createReport([]);
    const blank = { ...row(2), cells: { id: '', name: 'N' } };
    report.requireCells(blank, ['id', 'name']);
    report.requireCells(
      { ...blank, row: 3, problems: [{ field: 'id', reason: 'is a formula' }] },
      ['id'],
    );
    expect(report.buildResult(noPreview).errors).toEqual([
      { row: 2, field: 'id', reason: 'must not be empty' },
    ]);
  });

  it.each([
    [false, false, false, 'failed'],
    [true, false, false, 'skipped'],
    [false, true, true, 'skipped'],
  ])(
    'applies the flags to an existing row: skip %s, update %s',
    (skip_existing, update_existing, isUpdated, outcome) => {
      const report = createReport([row(2)]);
      expect(
        report.decideUpdate(2, 'id', { skip_existing, update_existing }),
      ).toBe(isUpdated);
      expect(report.countOutcomes()).toMatchObject({ rows: 1, [outcome]: 1 });
    },
  );

  it('shows the outcome and changes of each row in the preview', () => {
    const report = createReport([row(2), row(3)]);
    report.markUpdated(3, { name: 'M' });
    expect(report.buildResult({ preview: true }).preview).toEqual([
      {
        row: 2,
        outcome: 'skipped',
        values: { id: '2', name: 'N' },
        changed: [],
      },
      {
        row: 3,
        outcome: 'updated',
        values: { id: '3', name: 'N' },
        changed: ['name'],
        before: { name: 'M' },
      },
    ]);
  });
});
