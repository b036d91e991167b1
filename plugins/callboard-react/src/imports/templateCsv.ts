import { csvText } from './csvText';
import type { ImportColumn } from './ImportKind';

/** A file with only a header row. */
export function templateCsv(columns: readonly ImportColumn[]): string {
  return csvText([columns.map(({ name }) => name)]);
}
