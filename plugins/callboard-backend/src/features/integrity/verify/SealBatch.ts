import { Knex } from 'knex';
import { sumBy } from 'lodash';
import { inSnapshot } from '../../../database/inSnapshot';
import { rootOfMark } from '../seals/amendments';
import { ChainEnd, readChainEnd } from '../seals/chain';
import { Position } from '../seals/positions';
import { readSeal, Seal, sealColumns } from '../seals/SealRow';
import { findUnsealed } from './findUnsealed';
import { ArrivedRow, readArrived } from './readArrived';
import { readSealedRows, SealedRow } from './sealedRows';

/** Of how many seals the rows are read at a time: some thousand. */
const SEALS_AT_ONCE = 5;

/** After so many bytes of rows, fewer seals are read at a time. */
const BYTES_AT_ONCE = 8 * 1024 * 1024;

/** How many seals are read at a time whose rows are not wanted. */
const HEADERS_AT_ONCE = 1_000;

/** A seal, and what it is compared with. */
export interface SealContents {
  seal: Seal;
  /** Of a seal over rows: those, unless they are not wanted. */
  rows?: {
    /** Undefined when what is stored are not those that it is over. */
    sealed?: SealedRow[];
    /** The rows of the log in its place. */
    stored: ArrivedRow[];
  };
  /** Of a mark, the root of what it says; undefined where that is not wanted. */
  root?: string;
}

/** Some seals of the chain, as they are at one moment. */
export interface SealBatch {
  seals: SealContents[];
  /** What comes after them. */
  next: ChainPlace;
  /** Where the chain ends, and a row that is in no seal and never will be. */
  end?: { chain: ChainEnd; unsealed?: string };
}

/** A place in the chain. */
export interface ChainPlace {
  /** The number of a seal. */
  number: number;
  /** That of the last seal over rows up to there; 0 before the first. */
  segment: number;
  /**
   * Where that one ends. Marks are over no rows: what was slipped in before one is looked
   * for after it.
   */
  position: Position;
}

/** Of which seals the rows are wanted: from one up to another. */
export interface SealRange {
  from: number;
  upTo: number;
}

/**
 * Reads some seals, and the rows they are over.
 *
 * @returns what comes after a place; with the end of the chain if that is all
 */
export async function readBatch(
  reader: Knex,
  after: ChainPlace,
  sealRange: SealRange,
): Promise<SealBatch> {
  const limit = isNeeded(sealRange, after.number + 1)
    ? SEALS_AT_ONCE
    : HEADERS_AT_ONCE;
  return inSnapshot(reader, async snapshot => {
    const seals: Seal[] = (
      await snapshot('activity_seals')
        .select(sealColumns)
        .where('number', '>', after.number)
        .orderBy('number')
        .limit(limit)
    ).map(readSeal);
    const { contents, next } = await readAll(snapshot, seals, after, sealRange);
    const isAll = contents.length === seals.length && seals.length < limit;
    return {
      seals: contents,
      next,
      end: isAll ? await readEnd(snapshot, next.position) : undefined,
    };
  });
}

/** The place that a seal leads to from the one before it. */
export function placeAfter(
  { segment, position }: ChainPlace,
  { content: { kind, number }, end }: Seal,
): ChainPlace {
  return kind === 'rows'
    ? { number, segment: number, position: end }
    : { number, segment, position };
}

function isNeeded({ from, upTo }: SealRange, number: number): boolean {
  return from <= number && number <= upTo;
}

/** Reads what seals are compared with, of as many as are read at a time. */
async function readAll(
  snapshot: Knex,
  seals: readonly Seal[],
  after: ChainPlace,
  sealRange: SealRange,
): Promise<{ contents: SealContents[]; next: ChainPlace }> {
  const withRows = seals
    .filter(({ content: { kind, number } }) => {
      return kind === 'rows' && isNeeded(sealRange, number);
    })
    .slice(0, SEALS_AT_ONCE);
  const sealed = await readSealedRows(snapshot, withRows);
  const contents: SealContents[] = [];
  let next = after;
  let bytes = 0;
  for (const seal of seals) {
    const { kind, number } = seal.content;
    const read: SealContents = { seal };
    if (kind !== 'rows') {
      // What a later mark says is of the wanted rows, too.
      read.root =
        number >= sealRange.from
          ? await rootOfMark(snapshot, number)
          : undefined;
    } else if (isNeeded(sealRange, number)) {
      if (!withRows.includes(seal) || bytes > BYTES_AT_ONCE) {
        break;
      }
      const range = { after: next.position, upTo: seal.end };
      const own = sealed.get(number);
      const stored = await readArrived(snapshot, range, own);
      bytes += sumBy(stored, row => Number(row.bytes));
      read.rows = { sealed: own, stored };
    }
    contents.push(read);
    next = placeAfter(next, seal);
  }
  return { contents, next };
}

async function readEnd(
  snapshot: Knex,
  position: Position,
): Promise<SealBatch['end']> {
  const chain = await readChainEnd(snapshot);
  const unsealed = await findUnsealed(snapshot, {
    after: position,
    upTo: chain.position,
  });
  return { chain, unsealed };
}
