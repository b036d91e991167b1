import { getPreviewColumns } from './getPreviewColumns';
import { formatCsv } from './formatCsv';
import type { PreviewRow } from './PreviewRow';

function formatReasons({ cellErrors, rowErrors }: PreviewRow): string {
  return [
    ...rowErrors,
    ...[...cellErrors].map(([name, why]) => `${name}: ${why}`),
  ].join('; ');
}

/**
 * Formats the failed rows as a file to correct and import again. A separate column, which the
 * import ignores, holds the reasons.
 */
export function formatFailedRowsCsv(
  rows: readonly PreviewRow[],
  known: readonly { name: string }[],
): string {
  const failed = rows.filter(({ outcome }) => outcome === 'failed');
  const columns = getPreviewColumns(failed, known).filter(
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
