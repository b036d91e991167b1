import { ActivityVerification } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import {
  checkChain,
  CheckState,
  NO_SUCH_HEAD,
  CHAIN_START,
} from './checkChain';

/** The seals to verify. */
export interface VerificationRange {
  from?: number;
  to?: number;
  /** A head that the chain must contain. */
  head?: string;
}

/**
 * The initial progress of a verification: before the first seal, even for later ranges. An unknown
 * head ends it at once; a known head must still be found in a verified seal.
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
 * Verifies the log against its seals.
 *
 * @param reader - the connection for slow reads
 * @returns the progress: to the end, or to a finding
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

/** The result of a verification so far. */
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
