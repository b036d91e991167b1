import { Writable } from 'stream';

const written = new WeakMap<Writable, number>();

/** Counts a row written to an output. */
export function noteWrittenRow(output: Writable): void {
  written.set(output, getWrittenRowCount(output) + 1);
}

/** The number of data rows written to an output so far, over all its tables. */
export function getWrittenRowCount(output: Writable): number {
  return written.get(output) ?? 0;
}
