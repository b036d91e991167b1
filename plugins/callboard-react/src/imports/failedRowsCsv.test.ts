import { failedRowsCsv } from './failedRowsCsv';
import type { PreviewRow } from './PreviewRow';

const known = [{ name: 'staff_id' }, { name: 'email' }, { name: 'notes' }];

function row(values: Partial<PreviewRow>): PreviewRow {
  return {
    row: 2,
    outcome: 'failed',
    values: new Map(),
    changed: new Set(),
    cellErrors: new Map(),
    rowErrors: [],
    ...values,
  };
}

describe('failedRowsCsv', () => {
  it('holds the rows that failed, in the known order, with the reasons', () => {
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
    expect(failedRowsCsv(rows, known)).toBe(
      [
        '\uFEFFstaff_id,email,extra,error',
        "1,nowhere,'=x,first_name: must not be empty; email: must be a mail address",
        '',
      ].join('\r\n'),
    );
  });

  it('puts its reasons in place of those of an earlier time', () => {
    const rows = [
      row({
        values: new Map([
          ['staff_id', '1'],
          ['error', 'old'],
        ]),
        rowErrors: ['new'],
      }),
    ];
    expect(failedRowsCsv(rows, known)).toBe(
      '\uFEFFstaff_id,error\r\n1,new\r\n',
    );
  });
});
