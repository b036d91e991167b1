import { Knex } from 'knex';
import { sumBy, uniqBy } from 'lodash';
import {
  getArrivalBinding,
  readUnusedArrival,
} from '../../../database/arrivals';
import { inListSql } from '../../../database/bulk';
import { readInSnapshot } from '../../../database/transactions';
import { readMarkRoot } from '../seals/amendments';
import { ChainEnd, readChainEnd } from '../seals/chain';
import { Position, whereArrived } from '../seals/positions';
import { readSeal, Seal, sealColumns } from '../seals/SealRow';
import { rowBytesSql, selectSealed, StoredRow } from '../seals/hashes';
import { ROWS_PER_SEAL } from '../Sealer';
import { readSealedRows, SealedRow } from './sealedRows';

/** A row of the log with its approximate size. */
type ArrivedRow = StoredRow & { bytes: number | string };

/** The maximum number of rows to read: more than a seal covers, to find inserted rows as well. */
const MAX_ROWS = 2 * ROWS_PER_SEAL;

/**
 * Reads the rows of the log that arrived in a range. If the range contains too many rows, reads the
 * earliest rows and all sealed rows.
 *
 * @returns the rows in the order of their ids
 */
async function readArrived(
  snapshot: Knex,
  range: { after: Position; upTo: Position },
  sealed: readonly SealedRow[] = [],
): Promise<ArrivedRow[]> {
  const select = () =>
    whereArrived(selectSealed(snapshot), range)
      .select(snapshot.raw(`${rowBytesSql} AS bytes`))
      // With an order by id, PostgreSQL would scan all earlier rows.
      .orderBy(['arrival', 'id'])
      .limit(MAX_ROWS);
  const rows: ArrivedRow[] = await select();
  if (rows.length < MAX_ROWS) {
    return sortById(rows);
  }
  // Thousands of inserted rows must not hide the sealed ones.
  const ids = sealed.map(({ id }) => id);
  const sealedRows: ArrivedRow[] = await select().whereRaw(
    ...inListSql(snapshot, 'id', ids),
  );
  return sortById(uniqBy([...rows, ...sealedRows], 'id'));
}

function sortById(rows: ArrivedRow[]): ArrivedRow[] {
  return rows.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/**
 * Finds a row that will never be sealed: a row that the sealer skipped, or a row whose arrival is
 * the number of a future transaction.
 *
 * @param range - the rows that the sealer examined since the last seal
 * @returns the id of the row
 */
async function findUnsealed(
  snapshot: Knex,
  range: { after: Position; upTo: Position },
): Promise<string | undefined> {
  const skipped = await whereArrived(snapshot('activity'), range)
    .orderBy(['arrival', 'id'])
    .first('id');
  return skipped?.id ?? (await findRowFromFuture(snapshot));
}

async function findRowFromFuture(snapshot: Knex): Promise<string | undefined> {
  const unused = await readUnusedArrival(snapshot);
  if (unused === undefined) {
    return undefined;
  }
  const row = await snapshot('activity')
    .whereRaw(`arrival >= ${getArrivalBinding(snapshot)}`, [unused])
    .orderBy(['arrival', 'id'])
    .first('id');
  return row?.id;
}

/** The number of seals read at a time with their rows. Each seal has up to 1,000 rows. */
const SEALS_PER_BATCH = 5;

/** Once the rows of a batch exceed this size, the batch ends before the next seal with rows. */
const BYTES_PER_BATCH = 8 * 1024 * 1024;

/** The number of seals read at a time without their rows. */
const SEALS_PER_BATCH_WITHOUT_ROWS = 1_000;

/** A seal, and the data to verify it against. */
export interface SealContents {
  seal: Seal;
  /** The rows of a seal of the kind `rows`, if the range includes the seal. */
  rows?: {
    /** Undefined when the stored hashes do not match the seal. */
    sealed?: SealedRow[];
    /** The rows of the log from the end of the previous seal with rows to the end of this one. */
    stored: ArrivedRow[];
  };
  /** The root of the stored amendments of a mark, if the range can include rows that it amends. */
  root?: string;
}

/** Some seals of the chain from one snapshot. */
export interface SealBatch {
  seals: SealContents[];
  /** The position after the seals. */
  next: ChainPosition;
  /** Set at the end of the chain. `unsealed` is the id of a row that will never be sealed. */
  end?: { chain: ChainEnd; unsealed?: string };
}

/** A position in the chain. */
export interface ChainPosition {
  /** The number of a seal. */
  number: number;
  /** The number of the last seal of the kind `rows` up to this position; 0 before the first. */
  segment: number;
  /**
   * The end of that seal. Marks cover no rows, so rows that arrived before a mark are read with the
   * next seal that covers rows.
   */
  position: Position;
}

/** The range of seals whose rows are read. */
interface SealRange {
  from: number;
  upTo: number;
}

/**
 * Reads some seals and the rows they cover.
 *
 * @returns the seals after a position, and the end of the chain if the batch reaches it
 */
export async function readBatch(
  reader: Knex,
  after: ChainPosition,
  sealRange: SealRange,
): Promise<SealBatch> {
  const limit = isInRange(sealRange, after.number + 1)
    ? SEALS_PER_BATCH
    : SEALS_PER_BATCH_WITHOUT_ROWS;
  return readInSnapshot(reader, async snapshot => {
    const seals: Seal[] = (
      await snapshot('activity_seals')
        .select(sealColumns)
        .where('number', '>', after.number)
        .orderBy('number')
        .limit(limit)
    ).map(readSeal);
    const { contents, next } = await readContents(
      snapshot,
      seals,
      after,
      sealRange,
    );
    const isAtEnd = contents.length === seals.length && seals.length < limit;
    return {
      seals: contents,
      next,
      end: isAtEnd ? await readEnd(snapshot, next.position) : undefined,
    };
  });
}

/** The position after a seal. */
export function getNextPosition(
  { segment, position }: ChainPosition,
  { content: { kind, number }, end }: Seal,
): ChainPosition {
  return kind === 'rows'
    ? { number, segment: number, position: end }
    : { number, segment, position };
}

function isInRange({ from, upTo }: SealRange, number: number): boolean {
  return from <= number && number <= upTo;
}

/** Reads the data to verify seals against, up to the limits of a batch. */
async function readContents(
  snapshot: Knex,
  seals: readonly Seal[],
  after: ChainPosition,
  sealRange: SealRange,
): Promise<{ contents: SealContents[]; next: ChainPosition }> {
  const sealsWithRows = seals
    .filter(({ content: { kind, number } }) => {
      return kind === 'rows' && isInRange(sealRange, number);
    })
    .slice(0, SEALS_PER_BATCH);
  const sealedByNumber = await readSealedRows(snapshot, sealsWithRows);
  const contents: SealContents[] = [];
  let next = after;
  let bytes = 0;
  for (const seal of seals) {
    const { kind, number } = seal.content;
    const sealContents: SealContents = { seal };
    if (kind !== 'rows') {
      // Marks after the range can amend its rows, too.
      sealContents.root =
        number >= sealRange.from
          ? await readMarkRoot(snapshot, number)
          : undefined;
    } else if (isInRange(sealRange, number)) {
      if (!sealsWithRows.includes(seal) || bytes > BYTES_PER_BATCH) {
        break;
      }
      const range = { after: next.position, upTo: seal.end };
      const sealed = sealedByNumber.get(number);
      const stored = await readArrived(snapshot, range, sealed);
      bytes += sumBy(stored, row => Number(row.bytes));
      sealContents.rows = { sealed, stored };
    }
    contents.push(sealContents);
    next = getNextPosition(next, seal);
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
