import { Change } from '../../changes/Changes';
import { ResourceChange } from '../../changes/ResourceChange';
import { MembershipService } from '../memberships/MembershipService';
import {
  DepartmentRow,
  toDepartmentResponse,
  departmentTable,
} from './DepartmentRow';
import { toNextVersion } from '../../database/Table';

export interface DepartmentPair {
  before: DepartmentRow;
  after: DepartmentRow;
}

/** Writes departments, their activity entries and memberships, within a running change. */
export class DepartmentChanges {
  constructor(
    private readonly deps: {
      memberships: MembershipService;
    },
  ) {}

  /**
   * Creates and changes departments as part of a larger change: writes them, derives their
   * memberships, and records a detail in the log for each created or changed department.
   */
  async applyDetails(
    change: Change,
    workspace_id: string,
    plan: {
      creates: readonly DepartmentRow[];
      updates: readonly DepartmentPair[];
    },
  ): Promise<void> {
    const { creates, updates } = plan;
    await departmentTable.insert(change.tx, creates);
    creates.forEach(department =>
      change.record({
        ...toDepartmentActivity(null, department),
        detail: true,
      }),
    );
    await this.saveAsDetails(change, updates);
    await this.recompute(change, workspace_id, updates);
  }

  /**
   * Writes departments that change as part of a larger change, and records a detail in the log for
   * each changed department.
   */
  async saveAsDetails(
    change: Change,
    pairs: readonly DepartmentPair[],
  ): Promise<void> {
    // `record` returns false for an unchanged department.
    const changed = pairs.filter(({ before, after }) =>
      change.record({ ...toDepartmentActivity(before, after), detail: true }),
    );
    await departmentTable.updateMany(
      change.tx,
      changed.map(({ before, after }) =>
        toNextVersion(before, after, change.now),
      ),
    );
  }

  /** Recomputes the memberships that depend on changed parents and managers. */
  async recompute(
    change: Change,
    workspace_id: string,
    pairs: readonly DepartmentPair[],
  ): Promise<void> {
    const { memberships } = this.deps;
    const department_ids = pairs
      .filter(({ before, after }) => before.parent_id !== after.parent_id)
      .map(({ after }) => after.id);
    if (department_ids.length > 0) {
      await memberships.recompute(change, workspace_id, { department_ids });
    }
    const user_refs = pairs
      .filter(({ before, after }) => before.manager_ref !== after.manager_ref)
      .flatMap(({ before, after }) => [before.manager_ref, after.manager_ref])
      .filter(ref => ref !== null);
    if (user_refs.length > 0) {
      await memberships.recompute(change, workspace_id, { user_refs });
    }
  }
}

/** The activity entry of a department that was created, changed or deleted. */
export function toDepartmentActivity(
  before: DepartmentRow | null,
  after: DepartmentRow | null,
): ResourceChange {
  const { id, workspace_id, name } = (after ?? before)!;
  return {
    workspace_id,
    visibility: 'workspace' as const,
    entity_type: 'department',
    entity_id: id,
    entity_label: name,
    before: before && toDepartmentResponse(before),
    after: after && toDepartmentResponse(after),
  };
}
