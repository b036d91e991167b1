import type { PreviewRow } from './PreviewRow';

/** The columns of the rows, with known ones in their defined order. */
export function getPreviewColumns(
  rows: readonly PreviewRow[],
  known: readonly { name: string }[],
): string[] {
  const present = new Set(rows.flatMap(({ values }) => [...values.keys()]));
  const ordered = known.map(({ name }) => name).filter(n => present.delete(n));
  return [...ordered, ...present];
}
