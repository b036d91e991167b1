import { VerificationJob } from '@callboard/plugin-callboard-common';
import {
  readInstant,
  readJson,
  readOptionalInstant,
} from '../../../database/dialect';
import { createId } from '../../../database/ids';
import { CheckState } from './checkChain';
import { toVerification, VerificationRange } from './verifyChain';

/** The table of verifications. */
export const VERIFICATIONS_TABLE = 'activity_verifications';

/** A stored background verification. */
export interface VerificationRow {
  id: string;
  status: VerificationJob['status'];
  started_by: string;
  started_at: string;
  finished_at: string | null;
  first_number: number | null;
  last_number: number | null;
  rows_total: number;
  state: CheckState;
}

/** The columns of a new verification. */
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

/** Converts a database row. */
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

/** Converts a row to the API response. */
export function toVerificationResponse(row: VerificationRow): VerificationJob {
  const { id, status, started_by, started_at, finished_at, rows_total } = row;
  return {
    id,
    status,
    started_by,
    started_at,
    finished_at,
    rows_total,
    from: row.first_number,
    to: row.last_number,
    result: toVerification(row.state),
  };
}
