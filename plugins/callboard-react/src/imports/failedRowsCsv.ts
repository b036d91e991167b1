import { columnsOf } from './columnsOf';
import { csvText } from './csvText';
import type { PreviewRow } from './PreviewRow';

function reasonsOf({ cellErrors, rowErrors }: PreviewRow): string {
  return [
    ...rowErrors,
    ...[...cellErrors].map(([name, why]) => `${name}: ${why}`),
  ].join('; ');
}

/**
 * The rows that failed as a file to correct and import again, with the reasons
 * in a column of its own, which the import ignores.
 */
export function failedRowsCsv(
  rows: readonly PreviewRow[],
  known: readonly { name: string }[],
): string {
  const failed = rows.filter(({ outcome }) => outcome === 'failed');
  const columns = columnsOf(failed, known).filter(name => name !== 'error');
  return csvText([
    [...columns, 'error'],
    ...failed.map(row => [
      ...columns.map(name => row.values.get(name) ?? ''),
      reasonsOf(row),
    ]),
  ]);
}
