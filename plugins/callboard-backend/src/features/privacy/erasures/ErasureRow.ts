import { ErasedTable, Erasure } from '@callboard/plugin-callboard-common';
import { pick, sortBy } from 'lodash';
import {
  readInstant,
  readJson,
  readOptionalInstant,
} from '../../../database/dialect';
import { ActivityPseudonymiser } from '../../../pseudonyms/ActivityPseudonymiser';
import { ErasureSubject } from './ErasureSubject';
import { ErasurePosition } from './Eraser';

export interface ErasureState {
  /** The number of completed steps. A step is one table in one round. */
  step: number;
  /** The total number of steps in all rounds. */
  steps: number;
  /** The position to continue after in the current table; null at its beginning. */
  after: ErasurePosition | null;
  /** The position in the activity log after which the next round begins. */
  log_end: string | null;
  tables: ErasedTable[];
}

export interface ErasureRow
  extends Omit<Erasure, 'dry_run' | 'progress' | 'tables'> {
  user_ref: string | null;
  person: ErasureSubject | null;
  state: ErasureState;
}

export function readErasure(row: any): ErasureRow {
  return {
    ...row,
    person: row.person === null ? null : readJson(row.person),
    started_at: readInstant(row.started_at),
    finished_at: readOptionalInstant(row.finished_at),
    state: readJson(row.state),
  };
}

export function toErasureResponse(row: ErasureRow): Erasure {
  const { status, state } = row;
  return {
    ...pick(row, ['id', 'pseudonym', 'reason', 'status', 'requested_by']),
    ...pick(row, ['started_at', 'finished_at']),
    dry_run: false,
    progress:
      status === 'done'
        ? 100
        : Math.min(99, Math.floor((100 * state.step) / state.steps)),
    tables: sortBy(state.tables, 'table'),
  };
}

/**
 * Replaces the names in an erasure with pseudonyms, for viewers who may not see names.
 *
 * @param workspace_id - the workspace whose pseudonyms to use
 * @param pseudonymiser - replaces names; undefined for viewers who may see names
 */
export function pseudonymiseErasure(
  erasure: Erasure,
  workspace_id: string,
  pseudonymiser: ActivityPseudonymiser | undefined,
): Erasure {
  if (!pseudonymiser) {
    return erasure;
  }
  const { reason, requested_by } = erasure;
  return {
    ...erasure,
    reason: pseudonymiser.pseudonymiseText(reason),
    requested_by: pseudonymiser.pseudonymisePerson(workspace_id, requested_by)
      .user_id,
  };
}
