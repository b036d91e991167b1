import { ErasedTable, Erasure } from '@callboard/plugin-callboard-common';
import { sortBy } from 'lodash';
import {
  readInstant,
  readJson,
  readOptionalInstant,
} from '../../../database/dialect';
import { ErasedPerson } from './ErasedPerson';
import { ErasurePosition } from './Eraser';

/** How far an erasure has come. */
export interface ErasureState {
  /** At which table it is, counted over all rounds. */
  step: number;
  /** How many steps there are. */
  steps: number;
  /** Where in the table to go on. */
  after: ErasurePosition | null;
  /** Where in the log the next round begins. */
  log_end: string | null;
  tables: ErasedTable[];
}

/** An erasure as it is stored. */
export interface ErasureRow {
  id: string;
  user_ref: string | null;
  person: ErasedPerson | null;
  pseudonym: string;
  reason: string;
  status: Erasure['status'];
  requested_by: string;
  started_at: string;
  finished_at: string | null;
  state: ErasureState;
}

/** An erasure as the database has it. */
export function readErasure(row: any): ErasureRow {
  return {
    ...row,
    person: row.person === null ? null : readJson(row.person),
    started_at: readInstant(row.started_at),
    finished_at: readOptionalInstant(row.finished_at),
    state: readJson(row.state),
  };
}

/** An erasure as the API shows it. */
export function toErasureResponse(row: ErasureRow): Erasure {
  const { id, pseudonym, reason, status, requested_by, state } = row;
  return {
    dry_run: false,
    id,
    pseudonym,
    reason,
    status,
    requested_by,
    started_at: row.started_at,
    finished_at: row.finished_at,
    progress:
      status === 'done'
        ? 100
        : Math.min(99, Math.floor((100 * state.step) / state.steps)),
    tables: sortBy(state.tables, 'table'),
  };
}
