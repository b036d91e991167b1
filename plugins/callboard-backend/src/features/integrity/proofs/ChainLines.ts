import { createHash } from 'crypto';
import { Knex } from 'knex';
import { readSeal, sealColumns, toSealResponse } from '../seals/SealRow';

/** How many seals are read at a time. */
const SEALS_AT_ONCE = 1_000;

/** How many amendments are read at a time: each can cover all rows of a seal. */
const AMENDMENTS_AT_ONCE = 100;

/** Some lines of the chain. */
export interface ChainStep {
  lines: object[];
  /** Whether they include a mark. */
  includesMark: boolean;
  /** Whether the chain is complete for now. */
  isComplete: boolean;
}

/**
 * The chain as lines of an export, from its beginning. Later calls also return seals that were
 * added in between.
 */
export class ChainLines {
  private number = 0;
  /** A mark with amendments still to be written. */
  private mark: { number: number; after: number } | undefined;

  /** Reads the next lines. */
  async readNextLines(snapshot: Knex): Promise<ChainStep> {
    if (this.mark) {
      const lines = await this.readAmended(snapshot, this.mark);
      return { lines, includesMark: false, isComplete: false };
    }
    const rows: any[] = await snapshot('activity_seals')
      .select(sealColumns)
      .where('number', '>', this.number)
      .orderBy('number')
      .limit(SEALS_AT_ONCE);
    const seals = rows.map(readSeal).map(toSealResponse);
    const firstMark = seals.findIndex(({ kind }) => kind !== 'rows');
    const includesMark = firstMark >= 0;
    const included = includesMark ? seals.slice(0, firstMark + 1) : seals;
    if (included.length > 0) {
      this.number = included[included.length - 1].number;
    }
    if (includesMark) {
      this.mark = { number: this.number, after: 0 };
    }
    return {
      lines: included.map(seal => ({ seal })),
      includesMark,
      isComplete: !includesMark && rows.length < SEALS_AT_ONCE,
    };
  }

  /** Reads the amendments that belong to a mark. */
  private async readAmended(
    snapshot: Knex,
    { number: mark, after }: { number: number; after: number },
  ): Promise<object[]> {
    const rows: any[] = await snapshot('activity_amendments')
      .select('number', 'amended')
      .where({ mark })
      .where('number', '>', after)
      .orderBy('number')
      .limit(AMENDMENTS_AT_ONCE);
    const segments = rows.map(({ number, amended }) => ({
      segment: Number(number),
      digest: createHash('sha256').update(amended).digest('hex'),
    }));
    const is_last = rows.length < AMENDMENTS_AT_ONCE;
    this.mark = is_last
      ? undefined
      : { number: mark, after: segments[segments.length - 1].segment };
    return [{ amended: { mark, segments, is_last } }];
  }
}
