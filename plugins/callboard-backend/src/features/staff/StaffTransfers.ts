import { Knex } from 'knex';
import { Change } from '../../changes/Changes';
import { Occupants, TransferStop } from '../departments/Occupants';
import { momentOf } from './momentOf';
import { patchStaff } from './patchStaff';
import { StaffChanges } from './StaffChanges';
import { StaffStore } from './StaffStore';
import { TransferStore } from './TransferStore';

/** The people in departments, for when a department goes. */
export class StaffTransfers implements Occupants {
  constructor(
    private readonly deps: {
      store: StaffStore;
      transfers: TransferStore;
      staffChanges: StaffChanges;
    },
  ) {}

  async countIn(knex: Knex, department_id: string): Promise<number> {
    return this.deps.store.countOfDepartment(knex, department_id);
  }

  async moveAll(
    change: Change,
    from: TransferStop,
    to: TransferStop,
  ): Promise<void> {
    const { store, transfers, staffChanges } = this.deps;
    const workplace = await transfers.workplaceOf(change.tx, from.id);
    const moment = momentOf(change, workplace);
    const people = await store.listOfDepartment(change.tx, from.id);
    const pairs = people.map(before => ({
      before,
      after: patchStaff(before, { department_id: to.id }, moment),
    }));
    await staffChanges.applyDetails(change, workplace, pairs);
  }
}
