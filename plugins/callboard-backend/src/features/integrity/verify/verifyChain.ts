import { ActivityVerification } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { pick } from 'lodash';
import { readChainEnd } from '../seals/chain';
import { BEFORE_ALL, Position } from '../seals/positions';
import { readSeal, sealColumns } from '../seals/SealRow';
import { checkChain, CheckState, START } from './checkChain';

/** Which seals to check. */
export interface VerificationRange {
  from?: number;
  to?: number;
  /** A head that has to be in the chain. */
  head?: string;
}

/**
 * Where a check begins. Of the seals before the first one wanted, what they say is taken
 * as true.
 */
export async function beginCheck(
  knex: Knex,
  { from = 1, head }: VerificationRange,
): Promise<CheckState> {
  const start = await startBefore(knex, from);
  const isHeld =
    head === undefined ||
    (await knex('activity_seals').select('number').where({ head }).first());
  return isHeld
    ? start
    : { ...start, first_bad: { id: null, kind: 'missing', segment: null } };
}

async function startBefore(knex: Knex, number: number): Promise<CheckState> {
  if (number === 1) {
    return START;
  }
  const row = await knex('activity_seals')
    .select(sealColumns)
    .where({ number: number - 1 })
    .first();
  if (row) {
    const { head } = readSeal(row);
    const position = await endOfRowsBefore(knex, number);
    return { ...START, number: number - 1, head, position };
  }
  const end = await readChainEnd(knex);
  return number > end.number
    ? { ...START, ...pick(end, 'number', 'head', 'position') }
    : {
        ...START,
        first_bad: { id: null, kind: 'missing', segment: number - 1 },
      };
}

/** Where the last seal over rows ends before another seal. */
async function endOfRowsBefore(knex: Knex, number: number): Promise<Position> {
  const row = await knex('activity_seals')
    .select(sealColumns)
    .where({ kind: 'rows' })
    .where('number', '<', number)
    .orderBy('number', 'desc')
    .first();
  return row ? readSeal(row).end : BEFORE_ALL;
}

/**
 * Checks the log against its seals.
 *
 * @param reader - for reads that may take long
 */
export async function verifyChain(
  reader: Knex,
  range: VerificationRange,
): Promise<ActivityVerification> {
  let state = await beginCheck(reader, range);
  if (!state.first_bad) {
    for await (const checked of checkChain(reader, state, range.to)) {
      state = checked.state;
    }
  }
  return toVerification(state);
}

/** What a check has found so far. */
export function toVerification(state: CheckState): ActivityVerification {
  const { rows_checked, segments_checked, sealed_until, first_bad } = state;
  return {
    ok: first_bad === null,
    ...{ rows_checked, segments_checked, sealed_until, first_bad },
  };
}
