import { FirstBad } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { isEqual, takeWhile } from 'lodash';
import { lockName } from '../../../database/lockName';
import { readVerification, VERIFICATIONS_TABLE } from './VerificationRow';

const LOCK = 'callboard-findings';

/** The number of verifications examined; more findings in a row are unlikely. */
const MAX_CHECKS = 100;

/**
 * Whether an earlier verification has reported the same finding since the last one without
 * findings. Other calls wait until the transaction ends.
 *
 * @param id - the verification with the finding
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
    .limit(MAX_CHECKS);
  const checks = rows.map(readVerification);
  const since = takeWhile(
    checks,
    ({ first_number, last_number, state }) =>
      state.first_bad !== null || first_number !== null || last_number !== null,
  );
  return since.some(({ state }) => isEqual(state.first_bad, found));
}
