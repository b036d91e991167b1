import { Activity } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { ChainLines } from './ChainLines';
import { CachedSegments } from './CachedSegments';
import { Located, locateRows } from './locateRows';
import { SegmentHashes } from './SegmentHashes';

/** The number of segments whose hashes are read at a time: 64 KB each. */
const SEGMENTS_AT_ONCE = 50;

/** The version of the format. @see docs/integrity.md */
const FORMAT_VERSION = 1;

/** Some lines of an export with proofs. */
export interface ProofLines {
  lines: object[];
  /** The number of rows that the lines contain, counted from the first row. */
  rowCount: number;
}

/**
 * Makes an export verifiable without the server: adds the chain, the hashes that its checkpoints
 * cover, and the position of each row.
 */
export class ActivityProofs {
  private readonly chain = new ChainLines();
  private readonly cachedSegments = new CachedSegments();

  /** The first line of the file. */
  begin(): object[] {
    return [{ export: { version: FORMAT_VERSION } }];
  }

  /** The last line of the file: a file without it is truncated. */
  end(rows: number): object[] {
    return [{ end: { rows } }];
  }

  /**
   * Returns the next lines, read in one snapshot. Every checkpoint that can cover a row precedes it.
   *
   * @param readRows - reads rows in the same snapshot, highest ids first
   */
  async readNextStep(
    snapshot: Knex,
    readRows: () => Promise<Activity[]>,
  ): Promise<ProofLines & { isLast: boolean; lastId?: string }> {
    const { lines, includesMark, isComplete } = await this.chain.readNextLines(
      snapshot,
    );
    if (includesMark) {
      this.cachedSegments.clear();
    }
    if (!isComplete) {
      return { lines, rowCount: 0, isLast: false };
    }
    const rows = await readRows();
    if (rows.length === 0) {
      return { lines, rowCount: 0, isLast: true };
    }
    const proven = await this.prove(snapshot, rows);
    const lastId = rows[proven.rowCount - 1].id;
    return {
      lines: [...lines, ...proven.lines],
      rowCount: proven.rowCount,
      isLast: false,
      lastId,
    };
  }

  private async prove(snapshot: Knex, rows: Activity[]): Promise<ProofLines> {
    const located = await locateRows(
      snapshot,
      rows.map(({ id }) => id),
    );
    const { segments, taken } = limitSegments(rows, located);
    const hashes = await SegmentHashes.readAll(snapshot, segments);
    const lines = rows.slice(0, taken).flatMap(row => {
      const { segment, hidden } = located.get(row.id)!;
      if (segment === undefined) {
        return [{ ...row, proof: null }];
      }
      const segmentHashes = hashes.get(segment);
      const found = segmentHashes?.find(row.id);
      const proof = {
        segment,
        place: found?.position ?? null,
        salt: found ? Buffer.from(found.salt).toString('hex') : null,
        ...hidden,
      };
      const isNew = segmentHashes && !this.cachedSegments.has(segment);
      if (isNew) {
        this.cachedSegments.add(segment);
      }
      return [...(isNew ? [segmentHashes.toLine()] : []), { ...row, proof }];
    });
    return { lines, rowCount: taken };
  }
}

/** The first rows, up to a limited number of segments. */
function limitSegments(
  rows: readonly Activity[],
  located: ReadonlyMap<string, Located>,
): { segments: number[]; taken: number } {
  const segments = new Set<number>();
  let taken = 0;
  for (const { id } of rows) {
    const { segment } = located.get(id)!;
    if (segment !== undefined) {
      segments.add(segment);
    }
    if (segments.size > SEGMENTS_AT_ONCE) {
      segments.delete(segment!);
      break;
    }
    taken += 1;
  }
  return { segments: [...segments], taken };
}
