import { createHash } from 'crypto';
import { Knex } from 'knex';
import { readSeal, sealColumns, toSealResponse } from '../seals/SealRow';

/** The maximum number of seals read at a time. */
const SEALS_PER_READ = 1_000;

/** The maximum number of amendments per line: each can cover all rows of a seal. */
const AMENDMENTS_PER_LINE = 100;

interface ChainStep {
  lines: object[];
  /** Whether the lines include a mark. */
  includesMark: boolean;
  /** Whether all seals of the snapshot have been returned. */
  isComplete: boolean;
}

/**
 * Reads the chain as lines of an export, from the first seal. Includes seals that are added between
 * two calls.
 */
export class ChainLines {
  /** The number of the last seal returned. */
  private lastNumber = 0;
  /** A mark whose amendments of seals after the number `after` are still to be returned. */
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
