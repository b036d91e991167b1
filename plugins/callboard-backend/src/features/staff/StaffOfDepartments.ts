import { Knex } from 'knex';
import { Change } from '../../changes/Changes';
import { DepartmentStaff } from '../departments/DepartmentStaff';
import { toEmploymentMoment } from './toEmploymentMoment';
import { patchStaff } from './patchStaff';
import { StaffChanges } from './StaffChanges';
import { StaffStore } from './StaffStore';

/** Counts and transfers the staff of a department that is being deleted. */
export class StaffOfDepartments implements DepartmentStaff {
  constructor(
    private readonly deps: { store: StaffStore; staffChanges: StaffChanges },
  ) {}

  async count(knex: Knex, department_id: string): Promise<number> {
    return this.deps.store.countByDepartment(knex, department_id);
  }

  async transferAll(
    change: Change,
    from_id: string,
    to_id: string,
  ): Promise<void> {
    const { store, staffChanges } = this.deps;
    const workspace = await store.readWorkspace(change.tx, from_id);
    const moment = toEmploymentMoment(change, workspace);
    const people = await store.listByDepartment(change.tx, from_id);
    const pairs = people.map(before => ({
      before,
      after: patchStaff(before, { department_id: to_id }, moment),
    }));
    await staffChanges.applyDetails(change, workspace, pairs);
  }
}
