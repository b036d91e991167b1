import { FirstBad } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { headOf, NO_HEAD } from '../seals/hashes';
import { BEFORE_ALL } from '../seals/positions';
import { firstBadRow } from './checkRows';
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
  rows_checked: number;
  segments_checked: number;
  /** When the last seal was made. */
  sealed_until: string | null;
  first_bad: FirstBad | null;
}

/** Where a check of the whole chain begins. */
export const START: CheckState = {
  number: 0,
  head: NO_HEAD,
  position: BEFORE_ALL,
  rows_checked: 0,
  segments_checked: 0,
  sealed_until: null,
  first_bad: null,
};

/**
 * Checks seals one batch after another, and says after each how far it is. The next batch
 * is read meanwhile: the database and this process would take turns otherwise.
 *
 * @param upTo - the last seal to check
 */
export async function* checkChain(
  reader: Knex,
  from: CheckState,
  upTo = Number.MAX_SAFE_INTEGER,
): AsyncGenerator<{ state: CheckState; isDone: boolean }, void> {
  let state = from;
  let next: Promise<SealBatch> | undefined = readBatch(reader, state, upTo);
  try {
    while (next) {
      const batch: SealBatch = await next;
      next = batch.end ? undefined : readBatch(reader, batch.next, upTo);
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
  from: CheckState,
  { seals, end }: SealBatch,
  upTo: number,
): Promise<CheckState> {
  let state = from;
  for (const contents of seals) {
    state = await checkSeal(reader, state, contents);
    if (state.first_bad) {
      return state;
    }
  }
  return end && state.number < upTo
    ? { ...state, first_bad: badEnd(state, end) }
    : state;
}

async function checkSeal(
  reader: Knex,
  state: CheckState,
  contents: SealContents,
): Promise<CheckState> {
  const { seal, sealed, stored, root } = contents;
  const { content, head } = seal;
  const { number, first_id } = content;
  const bad = (found: Pick<FirstBad, 'id' | 'kind'>, segment = number) => ({
    ...state,
    first_bad: { ...found, segment },
  });
  if (number !== state.number + 1) {
    return bad({ id: null, kind: 'missing' }, state.number + 1);
  }
  if (content.previous !== state.head || headOf(content) !== head) {
    return bad({ id: first_id, kind: 'changed' });
  }
  const next = {
    ...state,
    ...placeAfter(state, seal),
    head,
    sealed_until: content.sealed_at,
  };
  if (content.kind !== 'rows') {
    return root === content.root ? next : bad({ id: null, kind: 'changed' });
  }
  if (!sealed) {
    return bad({ id: first_id, kind: 'changed' });
  }
  const badRow = await firstBadRow(reader, sealed, stored);
  return badRow
    ? bad(badRow)
    : {
        ...next,
        rows_checked: state.rows_checked + stored.length,
        segments_checked: state.segments_checked + 1,
      };
}

/** Whether the chain does not end where it is said to, or something was slipped in. */
function badEnd(
  { number, head }: CheckState,
  { chain, unsealed }: NonNullable<SealBatch['end']>,
): FirstBad | null {
  if (chain.number > number) {
    return { id: null, kind: 'missing', segment: number + 1 };
  }
  if (chain.number < number || chain.head !== head) {
    return { id: null, kind: 'changed', segment: number };
  }
  return unsealed
    ? { id: unsealed.id, kind: 'added', segment: Math.max(number, 1) }
    : null;
}
