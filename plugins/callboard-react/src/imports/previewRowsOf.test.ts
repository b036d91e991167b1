import type { ImportResult } from '@callboard/plugin-callboard-common';
import { previewRowsOf } from './previewRowsOf';

const answer: ImportResult = {
  rows: 3,
  created: 1,
  updated: 1,
  skipped: 0,
  failed: 1,
  errors: [
    { row: 4, field: 'email', reason: 'must be a mail address' },
    { row: 4, field: 'email', reason: 'is taken' },
    { row: 4, field: 'last_name', reason: 'is missing' },
    { row: 4, field: null, reason: 'comes twice' },
  ],
  ignored_columns: [],
  preview: [
    { row: 2, outcome: 'created', values: { email: 'a@x.org' }, changed: [] },
    {
      row: 3,
      outcome: 'updated',
      values: { email: 'b@x.org' },
      changed: ['email'],
    },
    { row: 4, outcome: 'failed', values: { email: 'c' }, changed: [] },
  ],
};

describe('previewRowsOf', () => {
  it('puts the rows that failed first', () => {
    expect(previewRowsOf(answer).map(({ row }) => row)).toEqual([4, 2, 3]);
  });

  it('says what is wrong at its cell, or at the row where there is none', () => {
    expect(previewRowsOf(answer)[0]).toMatchObject({
      cellErrors: new Map([['email', 'must be a mail address; is taken']]),
      rowErrors: ['last_name: is missing', 'comes twice'],
    });
  });

  it('takes columns with the names of what every object has', () => {
    const [row] = previewRowsOf({
      ...answer,
      errors: [{ row: 2, field: 'constructor', reason: 'is unknown' }],
      preview: [
        {
          row: 2,
          outcome: 'failed',
          values: JSON.parse('{"constructor": "a", "__proto__": "b"}'),
          changed: [],
        },
      ],
    });
    expect([...row.values.keys()]).toEqual(['constructor', '__proto__']);
    expect([...row.cellErrors]).toEqual([['constructor', 'is unknown']]);
  });

  it('shows rows that failed even where nothing else is told of them', () => {
    expect(
      previewRowsOf({ ...answer, preview: undefined }).map(r => r.row),
    ).toEqual([4]);
  });
});
