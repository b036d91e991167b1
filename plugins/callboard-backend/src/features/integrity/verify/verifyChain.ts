import {
  ActivityVerification,
  FirstBad,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { toSearchText } from '../../../changes/ActivityLog';
import { isId } from '../../../database/paging';
import { iterateInSteps } from '../../../kernel/yielding';
import { ChainEnd } from '../seals/chain';
import { computeHead, matchesHash, NO_HEAD, StoredRow } from '../seals/hashes';
import { BEFORE_ALL } from '../seals/positions';
import {
  ChainPosition,
  getNextPosition,
  readBatch,
  SealBatch,
  SealContents,
} from './SealBatch';
import { SealedRow } from './sealedRows';

export interface VerificationRange {
  /** The number of the first seal; by default 1. */
  from?: number;
  /** The number of the last seal; by default the newest one. */
  to?: number;
  /** A head that the chain must contain. */
  head?: string;
}

export interface CheckState extends ChainPosition {
  /** The head of the last verified seal. */
  head: string;
  /** The first seal whose rows are verified. */
  from: number;
  /** A head that the chain must contain; null if none is required, or once it is found. */
  expected_head: string | null;
  rows_checked: number;
  segments_checked: number;
  /** The time of the last seal whose rows were verified. */
  sealed_until: string | null;
  /** The first row that no seal covers; the verification continues after it. */
  first_added: FirstBad | null;
  /** The finding that ended the verification. */
  first_bad: FirstBad | null;
}

/** The initial progress of a full verification. */
export const CHAIN_START: CheckState = {
  number: 0,
  segment: 0,
  position: BEFORE_ALL,
  head: NO_HEAD,
  from: 1,
  expected_head: null,
  rows_checked: 0,
  segments_checked: 0,
  sealed_until: null,
  first_added: null,
  first_bad: null,
};

/** The finding when no seal has the expected head. */
const HEAD_NOT_FOUND: FirstBad = {
  id: null,
  kind: 'missing',
  segment: null,
};

/**
 * Verifies the log against its seals.
 *
 * @param reader - the connection for slow reads
 * @returns the progress at the end of the chain, or at the finding that ended the verification
 */
export async function verifyChain(
  reader: Knex,
  range: VerificationRange,
): Promise<CheckState> {
  let state = await beginCheck(reader, range);
  if (!state.first_bad) {
    for await (const checked of checkChain(reader, state, range.to)) {
      state = checked.state;
    }
  }
  return state;
}

/**
 * The initial progress of a verification. Every verification starts before the first seal, even if
 * its range starts later. An unknown head ends the verification at once; a known head must still be
 * found in a verified seal.
 */
export async function beginCheck(
  knex: Knex,
  { from = 1, head }: VerificationRange,
): Promise<CheckState> {
  if (head === undefined) {
    return { ...CHAIN_START, from };
  }
  const seal = await knex('activity_seals').where({ head }).first('number');
  const first_bad = seal ? null : HEAD_NOT_FOUND;
  return { ...CHAIN_START, from, expected_head: head, first_bad };
}

/** Converts the progress of a verification to its result so far. */
export function toVerification(state: CheckState): ActivityVerification {
  const { rows_checked, segments_checked, sealed_until } = state;
  const first_bad = state.first_bad ?? state.first_added;
  return {
    ok: first_bad === null,
    rows_checked,
    segments_checked,
    sealed_until,
    first_bad,
  };
}

/**
 * Verifies seals batch by batch, and yields the progress after each batch. Prefetches the next
 * batch, so that the database and this process work in parallel.
 *
 * Verifies the links between all seals, regardless of the range: the links are quick to read, and a
 * part of the chain proves nothing.
 *
 * @param upTo - the last seal whose rows are verified
 */
export async function* checkChain(
  reader: Knex,
  initial: CheckState,
  upTo = Number.MAX_SAFE_INTEGER,
): AsyncGenerator<{ state: CheckState; isDone: boolean }, void> {
  let state = initial;
  const range = { from: initial.from, upTo };
  let next: Promise<SealBatch> | undefined = readBatch(reader, state, range);
  try {
    while (next) {
      const batch: SealBatch = await next;
      next = batch.end ? undefined : readBatch(reader, batch.next, range);
      state = await checkBatch(reader, state, batch, upTo);
      const isDone = !next || state.first_bad !== null;
      yield { state, isDone };
      if (isDone) {
        return;
      }
    }
  } finally {
    // Waits for the prefetch, so that no read is running when the caller continues.
    await next?.catch(() => {});
  }
}

async function checkBatch(
  reader: Knex,
  initial: CheckState,
  { seals, end }: SealBatch,
  upTo: number,
): Promise<CheckState> {
  let state = initial;
  for (const contents of seals) {
    state = await checkSeal(reader, state, contents);
    if (state.first_bad) {
      return state;
    }
  }
  if (!end) {
    return state;
  }
  // An unsealed row comes after the last seal, so only a range that extends beyond the last seal
  // includes the row.
  const unsealed =
    end.unsealed !== undefined && state.number < upTo
      ? { ...toAddedRow(end.unsealed), segment: Math.max(state.segment, 1) }
      : null;
  const first_added = state.first_added ?? unsealed;
  const first_bad = findBadEnd(state, end.chain) ?? first_added;
  return { ...state, first_added, first_bad };
}

async function checkSeal(
  reader: Knex,
  state: CheckState,
  { seal, rows, root }: SealContents,
): Promise<CheckState> {
  const { content, head } = seal;
  const { number, first_id } = content;
  const reportBadRow = (found: BadRow, segment = number) => ({
    ...state,
    first_bad: { ...found, segment },
  });
  if (number !== state.number + 1) {
    return reportBadRow({ id: null, kind: 'missing' }, state.number + 1);
  }
  if (content.previous !== state.head || computeHead(content) !== head) {
    return reportBadRow({ id: first_id, kind: 'changed' });
  }
  if (root !== undefined && root !== content.root) {
    return reportBadRow({ id: null, kind: 'changed' });
  }
  const next: CheckState = {
    ...state,
    ...getNextPosition(state, seal),
    head,
    expected_head: head === state.expected_head ? null : state.expected_head,
  };
  if (!rows) {
    return next;
  }
  const { sealed, stored } = rows;
  if (!sealed) {
    return reportBadRow({ id: first_id, kind: 'changed' });
  }
  const { broken, added } = await findBadRows(reader, sealed, stored);
  return broken
    ? reportBadRow(broken)
    : {
        ...next,
        rows_checked:
          state.rows_checked + sealed.filter(({ expected }) => expected).length,
        segments_checked: state.segments_checked + 1,
        sealed_until: content.sealed_at,
        first_added:
          state.first_added ?? (added && { ...added, segment: number }) ?? null,
      };
}

/** Checks that the chain ends where it is recorded to end and contains the expected head. */
function findBadEnd(
  { number, head, expected_head }: CheckState,
  chain: ChainEnd,
): FirstBad | null {
  if (chain.number > number) {
    return { id: null, kind: 'missing', segment: number + 1 };
  }
  if (chain.number < number || chain.head !== head) {
    return { id: null, kind: 'changed', segment: number };
  }
  return expected_head === null ? null : HEAD_NOT_FOUND;
}

/** A row that differs from its seal. */
type BadRow = Pick<FirstBad, 'id' | 'kind'>;

/** The problems in the rows of a seal. */
interface BadRows {
  /** The first changed or missing row by id. */
  broken?: BadRow;
  /** The first row by id that the seal does not cover. */
  added?: BadRow;
}

/**
 * Compares rows of the log with their sealed hashes.
 *
 * @param stored - in the order of their ids, like the sealed ones
 */
async function findBadRows(
  knex: Knex,
  sealed: readonly SealedRow[],
  stored: readonly StoredRow[],
): Promise<BadRows> {
  const rowsById = new Map(stored.map(row => [row.id, row]));
  // Rows marked as deleted must not exist.
  const expectedIds = new Set(
    sealed.flatMap(({ id, expected }) => (expected ? [id] : [])),
  );
  const extra = stored.find(({ id }) => !expectedIds.has(id));
  const added = extra && toAddedRow(extra.id);
  for await (const { id, expected } of iterateInSteps(sealed)) {
    const row = rowsById.get(id);
    if (expected && !row) {
      const kind = (await isElsewhere(knex, id)) ? 'changed' : 'missing';
      return { broken: { id, kind }, added };
    }
    // The hash does not cover the search text, which is derived from the row.
    const isChanged =
      expected &&
      row &&
      !(matchesHash(row, expected) && row.search_text === toSearchText(row));
    if (isChanged) {
      return { broken: { id, kind: 'changed' }, added };
    }
  }
  return { added };
}

/** The finding for a row that no seal covers. On SQLite, its id may not be a UUID. */
function toAddedRow(id: string): BadRow {
  return { id: isId(id) ? id : null, kind: 'added' };
}

/** Whether the row exists in the log with another arrival number. */
async function isElsewhere(knex: Knex, id: string): Promise<boolean> {
  return (
    (await knex('activity').select('id').where({ id }).first()) !== undefined
  );
}
