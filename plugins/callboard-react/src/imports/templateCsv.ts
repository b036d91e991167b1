import { csvText } from './csvText';
import type { ImportColumn } from './ImportKind';

/** A file with nothing but the names of its columns. */
export function templateCsv(columns: readonly ImportColumn[]): string {
  return csvText([columns.map(({ name }) => name)]);
}
