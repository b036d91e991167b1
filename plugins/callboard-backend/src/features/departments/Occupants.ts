import { Knex } from 'knex';
import { Change } from '../../changes/Changes';

/** A department, as a transfer writes it down. */
export interface TransferStop {
  id: string;
  name: string;
}

/** The people in departments. */
export interface Occupants {
  /** How many live staff are in a department, whatever their status. */
  countIn(tx: Knex, department_id: string): Promise<number>;
  /** Transfers all of them, within a change that has been begun. */
  moveAll(change: Change, from: TransferStop, to: TransferStop): Promise<void>;
}
