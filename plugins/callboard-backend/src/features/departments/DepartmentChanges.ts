import { Change } from '../../changes/Changes';
import { MembershipService } from '../memberships/MembershipService';
import { DepartmentRow } from './DepartmentRow';
import { DepartmentStore } from './DepartmentStore';
import { departmentTrace } from './departmentTrace';
import { DepartmentPair, saveAlong } from './saveAlong';

/** Changes to many departments at once. */
export class DepartmentChanges {
  constructor(
    private readonly deps: {
      store: DepartmentStore;
      memberships: MembershipService;
    },
  ) {}

  /**
   * Makes and changes departments as parts of something bigger, within a change
   * that has been begun: what is written, the memberships that follow, and a
   * detail in the log for each that is not as it was.
   */
  async applyDetails(
    change: Change,
    workspace_id: string,
    plan: {
      creates: readonly DepartmentRow[];
      updates: readonly DepartmentPair[];
    },
  ): Promise<void> {
    const { store, memberships } = this.deps;
    const { creates, updates } = plan;
    await store.insertMany(change.tx, creates);
    creates.forEach(department =>
      change.record({ ...departmentTrace(null, department), detail: true }),
    );
    await saveAlong(change, store, updates);
    const moved = updates.filter(
      ({ before, after }) => before.parent_id !== after.parent_id,
    );
    const managed = updates.filter(
      ({ before, after }) => before.manager_ref !== after.manager_ref,
    );
    await memberships.recompute(change, workspace_id, {
      department_ids: moved.map(({ after }) => after.id),
    });
    await memberships.recompute(change, workspace_id, {
      user_refs: managed
        .flatMap(({ before, after }) => [before.manager_ref, after.manager_ref])
        .filter(ref => ref !== null),
    });
  }
}
