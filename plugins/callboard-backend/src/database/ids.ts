import { v7 } from 'uuid';

/** The number of sequence numbers: they have 31 bits. */
const SEQUENCES = 0x8000_0000;

/** Each process starts at a random number in the lower half, to delay wrapping around. */
let sequence = Math.floor((Math.random() * SEQUENCES) / 2);

/** The smallest possible id: sorts before every real id. */
export const LOWEST_ID = '00000000-0000-0000-0000-000000000000';

/**
 * A UUIDv7 for a given millisecond. Ids of this process for the same millisecond increase, so
 * earlier records sort first, even if ids for other milliseconds were created in between.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-7
 */
export function createId(ms: number): string {
  sequence = (sequence + 1) % SEQUENCES;
  return v7({ msecs: ms, seq: sequence });
}

/**
 * Returns the lower bound of the ids of a millisecond. The ids of a period are
 * `id >= getLowestId(from) and id < getLowestId(to)`.
 */
export function getLowestId(ms: number): string {
  const hex = Math.max(0, ms).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-0000-0000-000000000000`;
}

/** The millisecond in an id. */
export function getInstantFromId(id: string): number {
  return parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
}
