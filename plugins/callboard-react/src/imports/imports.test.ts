import {
  endpoints,
  type ImportResult,
} from '@callboard/plugin-callboard-common';
import { sendInBatches } from '../table/SelectionBar';
import {
  type PreviewRow,
  formatCsv,
  formatFailedRowsCsv,
  toPreviewRows,
} from './previewRows';
import { findFileProblem } from './useImport';

describe('formatCsv', () => {
  it('quotes special characters, and ends lines with CRLF after a byte order mark', () => {
    expect(
      formatCsv([
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
  ])(
    'writes %j as %j, so that spreadsheets run no formula',
    (text, expected) => {
      expect(formatCsv([[text]])).toBe(`\uFEFF${expected}\r\n`);
    },
  );
});

describe('formatFailedRowsCsv', () => {
  const known = [{ name: 'staff_id' }, { name: 'email' }, { name: 'notes' }];

  function row(values: Partial<PreviewRow>): PreviewRow {
    return {
      row: 2,
      outcome: 'failed',
      values: new Map(),
      before: new Map(),
      cellErrors: new Map(),
      rowErrors: [],
      ...values,
    };
  }

  it('lists only failed rows, with known columns first and the reasons last', () => {
    const rows = [
      row({
        values: new Map([
          ['email', 'nowhere'],
          ['staff_id', '1'],
          ['extra', '=x'],
        ]),
        cellErrors: new Map([['email', 'must be a mail address']]),
        rowErrors: ['first_name: must not be empty'],
      }),
      row({ row: 3, outcome: 'created', values: new Map([['staff_id', '2']]) }),
    ];
    expect(formatFailedRowsCsv(rows, known)).toBe(
      [
        '\uFEFFstaff_id,email,extra,error',
        "1,nowhere,'=x,first_name: must not be empty; email must be a mail address",
        '',
      ].join('\r\n'),
    );
  });

  it('replaces the error column of an earlier import', () => {
    const rows = [
      row({
        values: new Map([
          ['staff_id', '1'],
          ['error', 'old'],
        ]),
        rowErrors: ['new'],
      }),
    ];
    expect(formatFailedRowsCsv(rows, known)).toBe(
      '\uFEFFstaff_id,error\r\n1,new\r\n',
    );
  });
});

describe('findFileProblem', () => {
  const kind = { endpoint: endpoints.importStaff };

  const MEGABYTE = 1024 * 1024;

  it.each([
    ['people.csv', 10, undefined],
    ['people.txt', 10, undefined],
    ['People.XLSX', 10 * MEGABYTE, undefined],
    ['people.csv', 0, 'empty'],
    ['people.csv', 10 * MEGABYTE + 1, 'tooLarge'],
    ['people.pdf', 10, 'type'],
    ['csv', 10, 'type'],
  ])('checks %s of %d bytes and returns %s', (name, size, problem) => {
    expect(findFileProblem({ name, size }, kind)).toBe(problem);
  });
});

describe('toPreviewRows', () => {
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
        before: { email: 'a@x.org' },
      },
      { row: 4, outcome: 'failed', values: { email: 'c' }, changed: [] },
    ],
  };

  it('sorts failed rows first', () => {
    expect(toPreviewRows(answer).map(({ row }) => row)).toEqual([4, 2, 3]);
  });

  it('sets errors on their cell, or on the row when it has no such cell', () => {
    expect(toPreviewRows(answer)[0]).toMatchObject({
      cellErrors: new Map([['email', 'must be a mail address; is taken']]),
      rowErrors: ['last_name is missing', 'comes twice'],
    });
  });

  it('allows columns named like built-in object properties', () => {
    const [row] = toPreviewRows({
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

  it('returns failed rows from the errors when the response has no preview', () => {
    expect(
      toPreviewRows({ ...answer, preview: undefined }).map(r => r.row),
    ).toEqual([4]);
  });
});

describe('batch requests', () => {
  const ids = Array.from({ length: 230 }, (_, index) => `id-${index}`);

  it('sends 100 ids per request, one request after another', async () => {
    let underWay = 0;
    const send = jest.fn(async (batch: string[]) => {
      underWay += 1;
      expect(underWay).toBe(1);
      await Promise.resolve();
      underWay -= 1;
      return { changed: batch.length - 1 };
    });
    const progress = jest.fn();
    expect(await sendInBatches(ids, send, progress)).toEqual({
      answers: [{ changed: 99 }, { changed: 99 }, { changed: 29 }],
      left: [],
    });
    expect(send.mock.calls).toEqual([
      [ids.slice(0, 100)],
      [ids.slice(100, 200)],
      [ids.slice(200)],
    ]);
    expect(progress.mock.calls).toEqual([[0], [100], [200]]);
  });

  it('stops at the first failed request, and returns the remaining ids', async () => {
    const error = new Error('Too busy');
    const send = jest
      .fn()
      .mockResolvedValueOnce({ changed: 100 })
      .mockRejectedValueOnce(error);
    expect(await sendInBatches(ids, send, () => {})).toEqual({
      answers: [{ changed: 100 }],
      left: ids.slice(100),
      error,
    });
    expect(send).toHaveBeenCalledTimes(2);
  });
});
