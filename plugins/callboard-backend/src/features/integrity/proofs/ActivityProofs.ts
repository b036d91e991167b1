import { Activity } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { createHash } from 'crypto';
import { hasSharedArrivals, isAfter } from '../../../database/arrivals';
import { inListSql } from '../../../database/bulk';
import { readVisibility } from '../../../changes/ActivityLog';
import { readChainEnd } from '../seals/chain';
import { SALT_BYTES } from '../seals/hashes';
import { Position, rowSealSql } from '../seals/positions';
import { SealHashes } from '../seals/SealHashes';
import { readSeal, sealColumns, toSealResponse } from '../seals/SealRow';

/** The maximum number of seals read at a time. */
const SEALS_PER_READ = 1_000;

/** Limits the amended seals per line, because the amendments of a seal can cover all its rows. */
const AMENDMENTS_PER_LINE = 100;

interface ChainStep {
  lines: object[];
  /** Whether the lines include a mark: a seal of a kind other than `rows`. */
  includesMark: boolean;
  /** Whether all seals of the snapshot have been returned. */
  isComplete: boolean;
}

/**
 * Reads the chain as lines of an export, from the first seal. Includes seals that are added between
 * two calls.
 */
class ChainLines {
  /** The number of the last seal returned. */
  private lastNumber = 0;
  /** The mark whose amendments come next: those of seals with numbers above `after`. */
  private mark: { number: number; after: number } | undefined;

  async readNextLines(snapshot: Knex): Promise<ChainStep> {
    if (this.mark) {
      const lines = await this.readAmendmentLines(snapshot, this.mark);
      return { lines, includesMark: false, isComplete: false };
    }
    const rows: any[] = await snapshot('activity_seals')
      .select(sealColumns)
      .where('number', '>', this.lastNumber)
      .orderBy('number')
      .limit(SEALS_PER_READ);
    const seals = rows.map(readSeal).map(toSealResponse);
    const firstMark = seals.findIndex(({ kind }) => kind !== 'rows');
    const includesMark = firstMark >= 0;
    const included = includesMark ? seals.slice(0, firstMark + 1) : seals;
    if (included.length > 0) {
      this.lastNumber = included[included.length - 1].number;
    }
    if (includesMark) {
      this.mark = { number: this.lastNumber, after: 0 };
    }
    return {
      lines: included.map(seal => ({ seal })),
      includesMark,
      isComplete: !includesMark && rows.length < SEALS_PER_READ,
    };
  }

  /** Reads the amendments that belong to a mark. */
  private async readAmendmentLines(
    snapshot: Knex,
    { number: mark, after }: { number: number; after: number },
  ): Promise<object[]> {
    const rows: any[] = await snapshot('activity_amendments')
      .select('number', 'amended')
      .where({ mark })
      .where('number', '>', after)
      .orderBy('number')
      .limit(AMENDMENTS_PER_LINE);
    const segments = rows.map(({ number, amended }) => ({
      segment: Number(number),
      digest: createHash('sha256').update(amended).digest('hex'),
    }));
    const is_last = rows.length < AMENDMENTS_PER_LINE;
    this.mark = is_last
      ? undefined
      : { number: mark, after: segments[segments.length - 1].segment };
    return [{ amended: { mark, segments, is_last } }];
  }
}

/**
 * The salt in the proof of a row without a valid hash: of a deleted row, or of a row with an
 * amendment that no mark made.
 */
const NO_SALT = Buffer.alloc(SALT_BYTES);

/** Converts the hashes of a segment (the rows of one seal) to a line of an export. */
function toHashesLine(
  segment: number,
  { packed, amendments }: SealHashes,
): object {
  return {
    hashes: {
      segment,
      hashes: packed.hashes.toString('base64'),
      amendments: amendments.map(({ mark, amended }) => ({
        mark,
        amended: amended.toString('base64'),
      })),
    },
  };
}

/** The sealed columns of a row, except those that the list of activity returns. */
interface HiddenContent {
  project_id: string | null;
  visibility: string | null;
  is_detail: boolean;
  is_dated: boolean;
}

/** The seal of a row of the log, and the row's hidden content. */
interface RowLocation {
  hidden: HiddenContent;
  /** The number of the seal of the row's segment; undefined when the row is not sealed yet. */
  segment: number | undefined;
}

/**
 * Finds the seals that rows of the log belong to.
 *
 * @param ids - highest first, at least one
 */
async function locateRows(
  knex: Knex,
  ids: readonly string[],
): Promise<Map<string, RowLocation>> {
  const end = await readChainEnd(knex);
  // The last seal of the kind `rows`: the end of the chain may be a mark, which covers no rows.
  const [{ last }] = await knex('activity_seals')
    .where({ kind: 'rows' })
    .max({ last: 'number' });
  const rows: any[] = await knex('activity')
    .select('id', 'arrival', 'project_id', 'visibility', 'is_detail')
    .select('is_dated', knex.raw(`${rowSealSql(knex)} AS segment`))
    .whereRaw(...inListSql(knex, 'activity.id', ids))
    // Lets PostgreSQL prune partitions.
    .whereBetween('activity.id', [ids[ids.length - 1], ids[0]]);
  return new Map(
    rows.map(row => {
      const { id, project_id, segment } = row;
      // A row that the sealer skipped after the last sealed row belongs to the last segment.
      const isExamined = isAtOrBefore(knex, row, end.position);
      const number = segment ?? (isExamined ? last : null);
      return [
        id,
        {
          hidden: {
            project_id,
            visibility: readVisibility(row.visibility) ?? null,
            is_detail: Boolean(row.is_detail),
            is_dated: Boolean(row.is_dated),
          },
          segment: number === null ? undefined : Number(number),
        },
      ];
    }),
  );
}

function isAtOrBefore(knex: Knex, row: Position, end: Position): boolean {
  const arrival = String(row.arrival);
  return arrival === end.arrival && hasSharedArrivals(knex)
    ? row.id <= end.id
    : !isAfter(arrival, end.arrival);
}

/** The number of segments whose hashes a reader of an export caches. @see docs/integrity.md */
const MAX_CACHED_SEGMENTS = 256;

/** The maximum number of segments whose hashes are read at a time: 64 KB each. */
const SEGMENTS_PER_READ = 50;

/** The version of the format. @see docs/integrity.md */
const FORMAT_VERSION = 1;

/** Some lines of an export with proofs. */
interface ProofLines {
  lines: object[];
  /** The number of rows that the lines contain, starting with the first row that was read. */
  rowCount: number;
}

/**
 * Makes an export verifiable without the server: adds the chain, the hashes that its seals cover,
 * and the index of each row among the hashes.
 */
export class ActivityProofs {
  private readonly chain = new ChainLines();
  /** The segments whose hashes a sequential reader of the export has cached. */
  private readonly cachedSegments = new Set<number>();

  /** The first line of the file. */
  begin(): object[] {
    return [{ export: { version: FORMAT_VERSION } }];
  }

  /** The last line of the file: a file without it is truncated. */
  end(rows: number): object[] {
    return [{ end: { rows } }];
  }

  /**
   * Returns the next lines, read in one snapshot. Every seal that can cover a row precedes the row.
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
      // A mark can change hashes.
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
    const { segments, rowCount } = limitSegments(rows, located);
    const hashes = await SealHashes.readAll(snapshot, segments);
    const lines = rows.slice(0, rowCount).flatMap(row => {
      const { segment, hidden } = located.get(row.id)!;
      if (segment === undefined) {
        return [{ ...row, proof: null }];
      }
      const segmentHashes = hashes.get(segment);
      const rowIndex = segmentHashes?.findIndex(row.id);
      const proof = {
        segment,
        place: rowIndex ?? null,
        salt:
          rowIndex === undefined
            ? null
            : (segmentHashes!.getHash(rowIndex)?.salt ?? NO_SALT).toString(
                'hex',
              ),
        ...hidden,
      };
      if (!segmentHashes || this.cachedSegments.has(segment)) {
        return [{ ...row, proof }];
      }
      this.cacheSegment(segment);
      return [toHashesLine(segment, segmentHashes), { ...row, proof }];
    });
    return { lines, rowCount };
  }

  /** Records that a reader caches a segment. A full cache drops its earliest segment. */
  private cacheSegment(segment: number): void {
    this.cachedSegments.add(segment);
    if (this.cachedSegments.size > MAX_CACHED_SEGMENTS) {
      const [earliest] = this.cachedSegments;
      this.cachedSegments.delete(earliest);
    }
  }
}

/** Finds how many of the first rows lie in at most `SEGMENTS_PER_READ` segments. */
function limitSegments(
  rows: readonly Activity[],
  located: ReadonlyMap<string, RowLocation>,
): { segments: number[]; rowCount: number } {
  const segments = new Set<number>();
  let rowCount = 0;
  for (const { id } of rows) {
    const { segment } = located.get(id)!;
    if (segment !== undefined) {
      segments.add(segment);
    }
    if (segments.size > SEGMENTS_PER_READ) {
      segments.delete(segment!);
      break;
    }
    rowCount += 1;
  }
  return { segments: [...segments], rowCount };
}
