import { VerificationJob, FirstBad } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { isEqual, pick, takeWhile } from 'lodash';
import { ResourceChange } from '../../../changes/ResourceChange';
import {
  readInstant,
  readJson,
  readOptionalInstant,
} from '../../../database/dialect';
import { createId } from '../../../database/ids';
import { lockName } from '../../../database/locks';
import { CheckState, toVerification, VerificationRange } from './verifyChain';

export const VERIFICATIONS_TABLE = 'activity_verifications';

/**
 * A stored verification. Verifications in the background are always stored. Verifications within
 * requests are stored only when they find a new problem.
 */
export interface VerificationRow
  extends Omit<VerificationJob, 'from' | 'to' | 'result'> {
  first_number: number | null;
  last_number: number | null;
  state: CheckState;
}

export function buildVerificationColumns(
  input: {
    /** Milliseconds since 1970. */
    at: number;
    started_by: string;
    range: VerificationRange;
    rows_total: number;
  },
  state: CheckState,
) {
  const { at, started_by, range, rows_total } = input;
  return {
    id: createId(at),
    status: 'running' as VerificationJob['status'],
    started_by,
    started_at: new Date(at),
    first_number: range.from ?? null,
    last_number: range.to ?? null,
    expected_head: range.head ?? null,
    rows_total,
    state: JSON.stringify(state),
  };
}

export function readVerification(row: any): VerificationRow {
  const toOptionalNumber = (value: unknown) =>
    value === null ? null : Number(value);
  return {
    ...row,
    started_at: readInstant(row.started_at),
    finished_at: readOptionalInstant(row.finished_at),
    first_number: toOptionalNumber(row.first_number),
    last_number: toOptionalNumber(row.last_number),
    rows_total: Number(row.rows_total),
    state: readJson(row.state) as unknown as CheckState,
  };
}

export function toVerificationResponse(row: VerificationRow): VerificationJob {
  return {
    ...pick(row, ['id', 'status', 'started_by', 'rows_total']),
    ...pick(row, ['started_at', 'finished_at']),
    from: row.first_number,
    to: row.last_number,
    result: toVerification(row.state),
  };
}

/** Counts the rows that the seals of a range cover. */
export async function countSealedRows(
  knex: Knex,
  { from, to }: VerificationRange,
): Promise<number> {
  const query = knex('activity_seals').where({ kind: 'rows' });
  if (from !== undefined) query.where('number', '>=', from);
  if (to !== undefined) query.where('number', '<=', to);
  const [{ rows }] = await query.sum({ rows: 'rows' });
  return Number(rows ?? 0);
}

const FINDINGS_LOCK = 'callboard-findings';

/** The maximum number of verifications to examine: longer series with findings are unlikely. */
const MAX_CHECKS = 100;

/**
 * Whether an earlier verification has reported the same finding since the last full one without
 * findings. Concurrent calls wait until the transaction ends.
 *
 * @param id - the verification with the finding
 */
export async function isKnownFinding(
  tx: Knex.Transaction,
  found: FirstBad,
  id: string,
): Promise<boolean> {
  await lockName(tx, FINDINGS_LOCK);
  const rows = await tx(VERIFICATIONS_TABLE)
    .where({ status: 'done' })
    .whereNot({ id })
    .orderBy('id', 'desc')
    .limit(MAX_CHECKS);
  const checks = rows.map(readVerification);
  const checksSinceClean = takeWhile(
    checks,
    ({ first_number, last_number, state }) =>
      state.first_bad !== null || first_number !== null || last_number !== null,
  );
  return checksSinceClean.some(({ state }) => isEqual(state.first_bad, found));
}

export function toVerificationActivity(workspace_id: string, id: string) {
  return {
    workspace_id,
    visibility: 'admins' as const,
    entity_type: 'activity_verification' as const,
    entity_id: id,
    entity_label: null,
  };
}

export function toTamperingActivity(
  workspace_id: string,
  id: string,
  first_bad: FirstBad,
): ResourceChange {
  return {
    ...toVerificationActivity(workspace_id, id),
    action: 'tamper_found',
    before: { id, first_bad: null },
    after: { id, first_bad: { ...first_bad } },
  };
}
