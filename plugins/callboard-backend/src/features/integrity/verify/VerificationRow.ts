import { VerificationJob } from '@callboard/plugin-callboard-common';
import {
  readInstant,
  readJson,
  readOptionalInstant,
} from '../../../database/dialect';
import { CheckState } from './checkChain';
import { toVerification } from './verifyChain';

/** A check that runs in the background, as it is stored. */
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

/** A check as the database has it. */
export function readVerification(row: any): VerificationRow {
  const number = (value: unknown) => (value === null ? null : Number(value));
  return {
    ...row,
    started_at: readInstant(row.started_at),
    finished_at: readOptionalInstant(row.finished_at),
    first_number: number(row.first_number),
    last_number: number(row.last_number),
    rows_total: Number(row.rows_total),
    state: readJson(row.state) as unknown as CheckState,
  };
}

/** A check as the API shows it. */
export function verificationOnWire(row: VerificationRow): VerificationJob {
  const { id, status, started_by, started_at, finished_at, rows_total } = row;
  return {
    ...{ id, status, started_by, started_at, finished_at, rows_total },
    from: row.first_number,
    to: row.last_number,
    result: toVerification(row.state),
  };
}
