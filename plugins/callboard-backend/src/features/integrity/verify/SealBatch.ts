import { Knex } from 'knex';
import { inSnapshot } from '../../../database/inSnapshot';
import { rootOfMark } from '../seals/amendments';
import { ChainEnd, readChainEnd } from '../seals/chain';
import { Position } from '../seals/positions';
import { StoredRow } from '../seals/rowContent';
import { readSeal, Seal, sealColumns } from '../seals/SealRow';
import { readArrived } from './checkRows';
import { readSealedRows, SealedRow } from './sealedRows';

/** How many seals are read at a time: some thousand rows. */
const SEALS_AT_ONCE = 5;

/** A seal, and what it is compared with. */
export interface SealContents {
  seal: Seal;
  /** The rows that it is over; undefined when they are not those. */
  sealed?: SealedRow[];
  /** The rows of the log in its place. */
  stored: StoredRow[];
  /** Of a mark, the root of what it says. */
  root?: string;
}

/** Some seals of the chain, as they are at one moment. */
export interface SealBatch {
  seals: SealContents[];
  /** What comes after them. */
  next: ChainPlace;
  /** Where the chain ends, and what has arrived before that and is not sealed. */
  end?: { chain: ChainEnd; unsealed?: StoredRow };
}

/** A place in the chain. */
export interface ChainPlace {
  /** The number of a seal. */
  number: number;
  /**
   * Where the last seal over rows ends up to there. Marks are over none: what was slipped
   * in before one is looked for after it.
   */
  position: Position;
}

/**
 * Reads some seals, and the rows they are over.
 *
 * @param upTo - the last seal wanted
 * @returns what comes after a place; with the end of the chain if that is all
 */
export async function readBatch(
  reader: Knex,
  after: ChainPlace,
  upTo: number,
): Promise<SealBatch> {
  return inSnapshot(reader, async snapshot => {
    const seals: Seal[] = (
      await snapshot('activity_seals')
        .select(sealColumns)
        .where('number', '>', after.number)
        .where('number', '<=', upTo)
        .orderBy('number')
        .limit(SEALS_AT_ONCE)
    ).map(readSeal);
    const sealed = await readSealedRows(
      snapshot,
      seals.filter(({ content }) => content.kind === 'rows'),
    );
    const contents: SealContents[] = [];
    let next = after;
    for (const seal of seals) {
      contents.push({
        ...(await readContents(snapshot, seal, next.position)),
        sealed: sealed.get(seal.content.number),
      });
      next = placeAfter(next, seal);
    }
    return {
      seals: contents,
      next,
      end:
        seals.length < SEALS_AT_ONCE
          ? await readEnd(snapshot, next.position)
          : undefined,
    };
  });
}

/** The place that a seal leads to from the one before it. */
export function placeAfter(
  { position }: ChainPlace,
  { content: { kind, number }, end }: Seal,
): ChainPlace {
  return { number, position: kind === 'rows' ? end : position };
}

async function readContents(
  snapshot: Knex,
  seal: Seal,
  after: Position,
): Promise<SealContents> {
  if (seal.content.kind !== 'rows') {
    const root = await rootOfMark(snapshot, seal.content.number);
    return { seal, stored: [], root };
  }
  const stored = await readArrived(snapshot, { after, upTo: seal.end });
  return { seal, stored };
}

async function readEnd(
  snapshot: Knex,
  position: Position,
): Promise<SealBatch['end']> {
  const chain = await readChainEnd(snapshot);
  const [unsealed] = await readArrived(snapshot, {
    after: position,
    upTo: chain.position,
  });
  return { chain, unsealed };
}
