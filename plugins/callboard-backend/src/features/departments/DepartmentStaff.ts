import { Knex } from 'knex';
import { Change } from '../../changes/Changes';

/** The staff of departments, as deleting a department needs them. */
export interface DepartmentStaff {
  /** Counts the live staff of a department, whatever their status. */
  count(tx: Knex, department_id: string): Promise<number>;
  /** Transfers all of them, within a change that has been begun. */
  transferAll(change: Change, from_id: string, to_id: string): Promise<void>;
}
