import {
  Department,
  DepartmentPatch,
  MovePreview,
  NewDepartment,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { isNil, omitBy } from 'lodash';
import { RequestContext } from '../../access/Caller';
import { Core } from '../../core/Core';
import { ConditionalContext } from '../../http/Precondition';
import { MembershipService } from '../memberships/MembershipService';
import { DepartmentChanges, toDepartmentActivity } from './DepartmentChanges';
import {
  createBlankDepartment,
  toDepartmentResponse,
  DepartmentRow,
  readDepartmentNames,
  departmentTable,
  readDescendants,
  requireDepartment,
} from './DepartmentRow';
import { checkDepartment } from './checkDepartment';
import { selectSubtree } from './departmentSql';
import { shiftLevels } from './departmentTree';
import { countRows } from '../../database/statements';
import { toNextVersion } from '../../database/Table';

/** Creates, updates and moves departments. */
export class DepartmentService {
  constructor(
    private readonly deps: Core & {
      departmentChanges: DepartmentChanges;
      memberships: MembershipService;
    },
  ) {}

  /**
   * Creates a department.
   *
   * @throws InvalidRequestError for an invalid type or parent
   * @throws ConflictError when one of its codes is taken
   */
  async create(
    { caller, workspace: { id: workspace_id } }: RequestContext,
    input: NewDepartment,
  ): Promise<Department> {
    const { changes, memberships } = this.deps;
    const manager_name = await this.readManagerName(input.manager_ref);
    return changes.run(caller, async change => {
      await memberships.lockOrganisation(change, workspace_id);
      const department = await this.check(change.tx, {
        ...createBlankDepartment(workspace_id, change.now),
        // In the input, null means the same as an absent field.
        ...omitBy(input, isNil),
        manager_name,
      });
      await departmentTable.insert(change.tx, [department]);
      const names = await readDepartmentNames(change.tx, [
        department.parent_id,
      ]);
      change.record({ ...toDepartmentActivity(null, department), names });
      return toDepartmentResponse(department);
    });
  }

  /**
   * Updates a department. If its parent changes, its descendants move with it.
   *
   * @throws NotFoundError when it does not exist
   * @throws PreconditionFailedError when it differs from what the caller read
   * @throws InvalidRequestError for an invalid type or parent
   * @throws ConflictError when one of its codes is taken
   */
  async update(
    { caller, workspace, precondition }: ConditionalContext,
    id: string,
    patch: DepartmentPatch,
  ): Promise<Department> {
    const { changes, departmentChanges, memberships } = this.deps;
    const workspace_id = workspace.id;
    const manager_name = await this.readManagerName(patch.manager_ref);
    return changes.run(caller, async change => {
      await memberships.lockOrganisation(change, workspace_id);
      const before = await requireDepartment(change.tx, workspace_id, id);
      precondition.check(before.version);
      const next = toNextVersion(before, patch, change.now);
      if (next.manager_ref !== before.manager_ref) {
        next.manager_name = manager_name;
      }
      const descendants =
        next.parent_id !== before.parent_id
          ? await readDescendants(change.tx, before)
          : [];
      const after = await this.check(change.tx, next, {
        before,
        descendants,
      });
      const names = await readDepartmentNames(change.tx, [
        before.parent_id,
        after.parent_id,
      ]);
      if (!change.record({ ...toDepartmentActivity(before, after), names })) {
        return toDepartmentResponse(before);
      }
      await departmentTable.updateMany(change.tx, [after]);
      await departmentChanges.saveAsDetails(
        change,
        shiftLevels(descendants, after.level - before.level),
      );
      await departmentChanges.recompute(change, workspace_id, [
        { before, after },
      ]);
      return toDepartmentResponse(after);
    });
  }

  /**
   * Previews the effects of a move without changing anything.
   *
   * @throws NotFoundError when the department does not exist
   * @throws InvalidRequestError when the department cannot move to that parent
   */
  async previewMove(
    { caller, workspace: { id: workspace_id } }: RequestContext,
    id: string,
    parent_id: string | null,
  ): Promise<MovePreview> {
    const { changes, memberships } = this.deps;
    return changes.dryRun(caller, async change => {
      const { tx } = change;
      await memberships.lockOrganisation(change, workspace_id);
      const before = await requireDepartment(tx, workspace_id, id);
      const descendants = await readDescendants(tx, before);
      const next = { ...before, parent_id };
      await departmentTable.updateMany(tx, [
        await this.check(tx, next, { before, descendants }),
      ]);
      const { added, removed } = await memberships.recompute(
        change,
        workspace_id,
        { department_ids: [id] },
      );
      return {
        departments: descendants.length + 1,
        people: await countSubtreeStaff(tx, before),
        memberships_added: added,
        memberships_removed: removed,
      };
    });
  }

  private check(
    tx: Knex,
    next: DepartmentRow,
    stored?: { before: DepartmentRow; descendants: DepartmentRow[] },
  ): Promise<DepartmentRow> {
    const { departmentTypes } = this.deps.config.organisation;
    return checkDepartment(tx, departmentTypes, next, stored);
  }

  /** Reads the name before the transaction, which must not wait for the catalog. */
  private async readManagerName(
    manager_ref: string | null | undefined,
  ): Promise<string | null> {
    return manager_ref
      ? (await this.deps.people.get(manager_ref)).display_name
      : null;
  }
}

/** Counts the staff of a department and of its descendants, except resigned staff. */
async function countSubtreeStaff(
  tx: Knex,
  { id, workspace_id }: DepartmentRow,
): Promise<number> {
  return countRows(
    tx('staff')
      .where({ workspace_id })
      .whereIn('department_id', selectSubtree(tx, [id]))
      .whereNot('employment_status', 'resigned')
      .whereNull('deleted_at'),
  );
}
