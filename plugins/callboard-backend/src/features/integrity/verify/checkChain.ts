import { FirstBad } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { ChainEnd } from '../seals/chain';
import { headOf, NO_HEAD } from '../seals/hashes';
import { BEFORE_ALL } from '../seals/positions';
import { addedRow, BadRow, findBadRows } from './checkRows';
import {
  ChainPlace,
  placeAfter,
  readBatch,
  SealBatch,
  SealContents,
} from './SealBatch';

/** How far a check has come. */
export interface CheckState extends ChainPlace {
  /** The head of the last seal that was checked. */
  head: string;
  /** The first seal of which rows are checked. */
  from: number;
  /** A head that has to be in the chain, and was not in it so far. */
  expected_head: string | null;
  rows_checked: number;
  segments_checked: number;
  /** When the last seal was made of which rows were checked. */
  sealed_until: string | null;
  /** The first row that does not belong where it is: the check goes on behind it. */
  first_added: FirstBad | null;
  /** What the check has ended with. */
  first_bad: FirstBad | null;
}

/** Where a check of the whole chain begins. */
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

/** What is found where no seal has a head that somebody holds. */
export const NO_SUCH_HEAD: FirstBad = {
  id: null,
  kind: 'missing',
  segment: null,
};

/**
 * Checks seals one batch after another, and says after each how far it is. The next batch
 * is read meanwhile: the database and this process would take turns otherwise.
 *
 * All seals are checked, from the first to the last, whatever range was asked for: what
 * they say of each other is quickly read, and a part of the chain proves nothing.
 *
 * @param upTo - the last seal of which rows are checked
 */
export async function* checkChain(
  reader: Knex,
  begun: CheckState,
  upTo = Number.MAX_SAFE_INTEGER,
): AsyncGenerator<{ state: CheckState; isDone: boolean }, void> {
  let state = begun;
  const range = { from: begun.from, upTo };
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
    // Nothing is to be read any more when whoever asked goes on with something else.
    await next?.catch(() => {});
  }
}

async function checkBatch(
  reader: Knex,
  begun: CheckState,
  { seals, end }: SealBatch,
  upTo: number,
): Promise<CheckState> {
  let state = begun;
  for (const contents of seals) {
    state = await checkSeal(reader, state, contents);
    if (state.first_bad) {
      return state;
    }
  }
  if (!end) {
    return state;
  }
  // What is behind the last seal is in no range.
  const unsealed =
    end.unsealed !== undefined && state.number < upTo
      ? inSegment(addedRow(end.unsealed), Math.max(state.segment, 1))
      : null;
  const first_added = state.first_added ?? unsealed;
  const first_bad = badEnd(state, end.chain) ?? first_added;
  return { ...state, first_added, first_bad };
}

async function checkSeal(
  reader: Knex,
  state: CheckState,
  { seal, rows, root }: SealContents,
): Promise<CheckState> {
  const { content, head } = seal;
  const { number, first_id } = content;
  const bad = (found: BadRow, segment = number) => ({
    ...state,
    first_bad: inSegment(found, segment),
  });
  if (number !== state.number + 1) {
    return bad({ id: null, kind: 'missing' }, state.number + 1);
  }
  if (content.previous !== state.head || headOf(content) !== head) {
    return bad({ id: first_id, kind: 'changed' });
  }
  if (root !== undefined && root !== content.root) {
    return bad({ id: null, kind: 'changed' });
  }
  const next: CheckState = {
    ...state,
    ...placeAfter(state, seal),
    head,
    expected_head: head === state.expected_head ? null : state.expected_head,
  };
  if (!rows) {
    return next;
  }
  const { sealed, stored } = rows;
  if (!sealed) {
    return bad({ id: first_id, kind: 'changed' });
  }
  const { broken, added } = await findBadRows(reader, sealed, stored);
  return broken
    ? bad(broken)
    : {
        ...next,
        rows_checked:
          state.rows_checked + sealed.filter(({ now }) => now).length,
        segments_checked: state.segments_checked + 1,
        sealed_until: content.sealed_at,
        first_added:
          state.first_added ?? (added && inSegment(added, number)) ?? null,
      };
}

/** Whether the chain does not end where it is said to, or lacks a head that somebody holds. */
function badEnd(
  { number, head, expected_head }: CheckState,
  chain: ChainEnd,
): FirstBad | null {
  if (chain.number > number) {
    return { id: null, kind: 'missing', segment: number + 1 };
  }
  if (chain.number < number || chain.head !== head) {
    return { id: null, kind: 'changed', segment: number };
  }
  return expected_head === null ? null : { ...NO_SUCH_HEAD };
}

function inSegment(found: BadRow, segment: number): FirstBad {
  return { ...found, segment };
}
