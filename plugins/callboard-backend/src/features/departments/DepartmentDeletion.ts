import { ConflictError } from '@backstage/errors';
import { Knex } from 'knex';
import { Change, Changes } from '../../changes/Changes';
import { countRows } from '../../database/statements';
import { InvalidRequestError } from '../../http/errors';
import { ConditionalContext } from '../../http/Precondition';
import { MembershipService } from '../memberships/MembershipService';
import { DepartmentChanges, toDepartmentActivity } from './DepartmentChanges';
import { DepartmentLinks } from './links/DepartmentLinks';
import {
  DepartmentRow,
  departmentTable,
  readDepartment,
  readDescendants,
  requireDepartment,
} from './DepartmentRow';
import {
  getSubtreeHeight,
  findParentProblem,
  shiftLevels,
} from './departmentTree';

/** Transfers all staff of a department, in any status, to another one, within the given change. */
export type StaffTransferrer = (
  change: Change,
  from_id: string,
  to_id: string,
) => Promise<void>;

/** Deletes departments and moves their content. */
export class DepartmentDeletion {
  #transferStaff: StaffTransferrer = async () => {};

  constructor(
    private readonly deps: {
      changes: Changes;
      departmentChanges: DepartmentChanges;
      links: DepartmentLinks;
      memberships: MembershipService;
    },
  ) {}

  /** Sets how the staff of a deleted department are transferred. */
  useStaffTransferrer(transferStaff: StaffTransferrer): void {
    this.#transferStaff = transferStaff;
  }

  /**
   * Deletes a department and its links, which revokes the access that they give. Its staff and its
   * child departments move to another department, if one is given.
   *
   * @param reassign_to - the new department of the staff and the child departments
   * @throws NotFoundError when the department to delete does not exist
   * @throws PreconditionFailedError when the department has changed since the caller read it
   * @throws ConflictError when the department has content and `reassign_to` is omitted
   * @throws InvalidRequestError when the content cannot move to `reassign_to`
   */
  async delete(
    { caller, workspace, precondition }: ConditionalContext,
    id: string,
    reassign_to: string | undefined,
  ): Promise<void> {
    const { changes, links, memberships } = this.deps;
    const workspace_id = workspace.id;
    await changes.run(caller, async change => {
      await memberships.lockOrganisation(change, workspace_id);
      const deleted = await requireDepartment(change.tx, workspace_id, id);
      precondition.check(deleted.version);
      const descendants = await readDescendants(change.tx, deleted);
      if (reassign_to) {
        const target = await requireTarget(
          change,
          deleted,
          descendants,
          reassign_to,
        );
        await this.moveContents(change, deleted, descendants, target);
      } else {
        await requireEmpty(change, deleted, descendants);
      }
      // The memberships from these links end below, after the department is deleted.
      const link_ids = await links.endAll(change, deleted);
      await departmentTable.softDelete(change.tx, [id], change.now);
      change.record(toDepartmentActivity(deleted, null));
      await memberships.recompute(change, workspace_id, { link_ids });
      if (reassign_to) {
        await memberships.recompute(change, workspace_id, {
          department_ids: [reassign_to],
        });
      }
    });
  }

  /** Moves the staff and child departments of a department to another one. */
  private async moveContents(
    change: Change,
    deleted: DepartmentRow,
    descendants: DepartmentRow[],
    target: DepartmentRow,
  ): Promise<void> {
    const pairs = shiftLevels(descendants, target.level - deleted.level);
    await this.deps.departmentChanges.saveAsDetails(
      change,
      pairs.map(({ before, after }) => ({
        before,
        after:
          before.parent_id === deleted.id
            ? { ...after, parent_id: target.id }
            : after,
      })),
    );
    await this.#transferStaff(change, deleted.id, target.id);
  }
}

/** Counts all staff of a department, in any employment status, except deleted staff. */
async function countDepartmentStaff(
  tx: Knex,
  { id, workspace_id }: DepartmentRow,
): Promise<number> {
  return countRows(
    tx('staff')
      .where({ workspace_id, department_id: id })
      .whereNull('deleted_at'),
  );
}

async function requireEmpty(
  change: Change,
  deleted: DepartmentRow,
  descendants: DepartmentRow[],
): Promise<void> {
  const count = await countDepartmentStaff(change.tx, deleted);
  if (descendants.length > 0 || count > 0) {
    throw new ConflictError(
      `${deleted.name} is not empty. Choose another department in reassign_to (departments: ${descendants.length}, staff: ${count})`,
    );
  }
}

async function requireTarget(
  change: Change,
  deleted: DepartmentRow,
  descendants: DepartmentRow[],
  id: string,
): Promise<DepartmentRow> {
  const { workspace_id } = deleted;
  const target = await readDepartment(change.tx, workspace_id, id);
  const problem = target
    ? findParentProblem(
        target,
        [deleted, ...descendants],
        getSubtreeHeight(deleted, descendants) - 1,
      )
    : 'is not a department of this workspace';
  if (!target || problem) {
    throw new InvalidRequestError([
      { field: 'query.reassign_to', reason: problem! },
    ]);
  }
  return target;
}
