import { Writable } from 'stream';

const written = new WeakMap<Writable, number>();

/** Notes that a row goes into an output. */
export function noteWrittenRow(output: Writable): void {
  written.set(output, writtenRows(output) + 1);
}

/** How many rows of data have gone into an output so far, over all its tables. */
export function writtenRows(output: Writable): number {
  return written.get(output) ?? 0;
}
