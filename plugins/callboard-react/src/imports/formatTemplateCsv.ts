import { formatCsv } from './formatCsv';
import type { ImportColumn } from './ImportKind';

/** A file with only a header row. */
export function formatTemplateCsv(columns: readonly ImportColumn[]): string {
  return formatCsv([columns.map(({ name }) => name)]);
}
