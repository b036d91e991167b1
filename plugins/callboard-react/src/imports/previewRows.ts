import type {
  ImportResult,
  RowOutcome,
} from '@callboard/plugin-callboard-common';

export interface PreviewRow {
  /** The row number as in a spreadsheet. */
  row: number;
  outcome: RowOutcome;
  values: ReadonlyMap<string, string>;
  /** The current values of the cells that change, by column. */
  before: ReadonlyMap<string, string>;
  cellErrors: ReadonlyMap<string, string>;
  /** Errors of the whole row, or of columns that the file lacks. */
  rowErrors: string[];
}

/** Matches a text that spreadsheets would interpret as a formula. */
const formulaLike = /^'*[=+\-@\t\r]/;

/** Adds a `'` before a formula; the import removes it again. */
function neutraliseFormula(text: string): string {
  return formulaLike.test(text) ? `'${text}` : text;
}

function quoteCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

/** Formats rows as CSV with a byte order mark, and escapes texts that would run as formulas. */
export function formatCsv(rows: readonly (readonly string[])[]): string {
  const lines = rows.map(row =>
    row.map(cell => quoteCell(neutraliseFormula(cell))).join(','),
  );
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

/** The columns of the rows: the known ones in their defined order, then all others. */
export function getPreviewColumns(
  rows: readonly PreviewRow[],
  knownColumns: readonly { name: string }[],
): string[] {
  const presentColumns = new Set(
    rows.flatMap(({ values }) => [...values.keys()]),
  );
  const ordered = knownColumns
    .map(({ name }) => name)
    .filter(name => presentColumns.has(name));
  return [...new Set([...ordered, ...presentColumns])];
}

/** Matches a reason that continues the column's name, such as "is taken"; others are sentences. */
const startingVerb = /^(is|must|has|does|cannot|matches|already)\b/;

/** Formats the error of a column: "email is taken", "code: no department has this code". */
export const formatColumnError = (name: string, reason: string): string =>
  startingVerb.test(reason) ? `${name} ${reason}` : `${name}: ${reason}`;

function formatReasons({ cellErrors, rowErrors }: PreviewRow): string {
  return [
    ...rowErrors,
    ...[...cellErrors].map(([name, reason]) => formatColumnError(name, reason)),
  ].join('; ');
}

/** Formats failed rows to correct. The import ignores the column with the reasons. */
export function formatFailedRowsCsv(
  rows: readonly PreviewRow[],
  knownColumns: readonly { name: string }[],
): string {
  const failed = rows.filter(({ outcome }) => outcome === 'failed');
  const columns = getPreviewColumns(failed, knownColumns).filter(
    name => name !== 'error',
  );
  return formatCsv([
    [...columns, 'error'],
    ...failed.map(row => [
      ...columns.map(name => row.values.get(name) ?? ''),
      formatReasons(row),
    ]),
  ]);
}

interface MutableRow extends PreviewRow {
  readonly cellErrors: Map<string, string>;
}

function createEmptyRow(row: number, outcome: RowOutcome): MutableRow {
  return {
    row,
    outcome,
    values: new Map(),
    before: new Map(),
    cellErrors: new Map(),
    rowErrors: [],
  };
}

export function toPreviewRows(result: ImportResult): PreviewRow[] {
  const rows = new Map<number, MutableRow>();
  const columns = new Set<string>();
  for (const { row, outcome, values, before = {} } of result.preview ?? []) {
    rows.set(row, {
      ...createEmptyRow(row, outcome),
      values: new Map(Object.entries(values)),
      before: new Map(Object.entries(before)),
    });
    Object.keys(values).forEach(name => columns.add(name));
  }
  for (const { row, field, reason } of result.errors) {
    const previewRow = rows.get(row) ?? createEmptyRow(row, 'failed');
    rows.set(row, previewRow);
    if (field && columns.has(field)) {
      const earlierErrors = previewRow.cellErrors.get(field);
      previewRow.cellErrors.set(
        field,
        earlierErrors ? `${earlierErrors}; ${reason}` : reason,
      );
    } else {
      previewRow.rowErrors.push(
        field ? formatColumnError(field, reason) : reason,
      );
    }
  }
  const rank = (outcome: RowOutcome) => (outcome === 'failed' ? 0 : 1);
  return [...rows.values()].sort(
    (a, b) => rank(a.outcome) - rank(b.outcome) || a.row - b.row,
  );
}
