import { FirstBad } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { isEqual, takeWhile } from 'lodash';
import { lockName } from '../../../database/lockName';
import { readVerification, VERIFICATIONS_TABLE } from './VerificationRow';

const LOCK = 'callboard-findings';

/** So many checks are looked at; more that found something are hardly ever in a row. */
const MOST_CHECKS = 100;

/**
 * Whether another check has found the same since the last that found nothing wrong
 * anywhere. Until the transaction ends, nobody else can ask.
 *
 * @param id - the check that has found it
 */
export async function isKnownFinding(
  tx: Knex.Transaction,
  found: FirstBad,
  id: string,
): Promise<boolean> {
  await lockName(tx, LOCK);
  const rows = await tx(VERIFICATIONS_TABLE)
    .where({ status: 'done' })
    .whereNot({ id })
    .orderBy('id', 'desc')
    .limit(MOST_CHECKS);
  const checks = rows.map(readVerification);
  const since = takeWhile(
    checks,
    ({ first_number, last_number, state }) =>
      state.first_bad !== null || first_number !== null || last_number !== null,
  );
  return since.some(({ state }) => isEqual(state.first_bad, found));
}
