import { ActivityVerification } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import {
  checkChain,
  CheckState,
  NO_SUCH_HEAD,
  CHAIN_START,
} from './checkChain';

/** Which seals to check. */
export interface VerificationRange {
  from?: number;
  to?: number;
  /** A head that has to be in the chain. */
  head?: string;
}

/**
 * Where a check begins: before the first seal, also where only later ones are wanted. A
 * head that is nowhere is not looked for in the whole chain; one that is somewhere has yet
 * to be found in a seal that was checked.
 */
export async function beginCheck(
  knex: Knex,
  { from = 1, head }: VerificationRange,
): Promise<CheckState> {
  if (head === undefined) {
    return { ...CHAIN_START, from };
  }
  const seal = await knex('activity_seals').where({ head }).first('number');
  const first_bad = seal ? null : { ...NO_SUCH_HEAD };
  return { ...CHAIN_START, from, expected_head: head, first_bad };
}

/**
 * Checks the log against its seals.
 *
 * @param reader - for reads that may take long
 * @returns how far it has come: to the end, or to what it has found
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

/** What a check has found so far. */
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
