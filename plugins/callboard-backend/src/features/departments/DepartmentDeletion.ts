import { ConflictError } from '@backstage/errors';
import { Knex } from 'knex';
import { Change, Changes } from '../../changes/Changes';
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

/** Counts and transfers the staff of departments that are being deleted. */
export interface DepartmentStaffProvider {
  /** Counts the staff of a department in any status, without deleted ones. */
  count(tx: Knex, department_id: string): Promise<number>;
  /** Transfers these staff to another department, within the given change. */
  transferAll(change: Change, from_id: string, to_id: string): Promise<void>;
}

/** Deletes departments and moves their content. */
export class DepartmentDeletion {
  readonly #staffProviders: DepartmentStaffProvider[] = [];

  constructor(
    private readonly deps: {
      changes: Changes;
      departmentChanges: DepartmentChanges;
      links: DepartmentLinks;
      memberships: MembershipService;
    },
  ) {}

  registerStaffProvider(provider: DepartmentStaffProvider): void {
    this.#staffProviders.push(provider);
  }

  /**
   * Deletes a department and revokes the access it gives.
   *
   * @param reassign_to - the new department of its staff and children
   * @throws NotFoundError when it does not exist
   * @throws PreconditionFailedError when it differs from what the caller read
   * @throws ConflictError when it has content and no new department is given
   * @throws InvalidRequestError when the content cannot move to that department
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
        const target = await this.requireTarget(
          change,
          deleted,
          descendants,
          reassign_to,
        );
        await this.moveContents(change, deleted, descendants, target);
      } else {
        await this.requireEmpty(change, deleted, descendants);
      }
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

  private async requireEmpty(
    change: Change,
    deleted: DepartmentRow,
    descendants: DepartmentRow[],
  ): Promise<void> {
    let count = 0;
    for (const provider of this.#staffProviders) {
      count += await provider.count(change.tx, deleted.id);
    }
    if (descendants.length > 0 || count > 0) {
      throw new ConflictError(
        `${deleted.name} is not empty. Choose another department in reassign_to (departments: ${descendants.length}, staff: ${count})`,
      );
    }
  }

  private async requireTarget(
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

  /** Moves the staff and child departments of a department to another one. */
  private async moveContents(
    change: Change,
    deleted: DepartmentRow,
    descendants: DepartmentRow[],
    target: DepartmentRow,
  ): Promise<void> {
    const pairs = shiftLevels(descendants, target.level - deleted.level);
    await this.deps.departmentChanges.saveDetails(
      change,
      pairs.map(({ before, after }) => ({
        before,
        after:
          before.parent_id === deleted.id
            ? { ...after, parent_id: target.id }
            : after,
      })),
    );
    for (const provider of this.#staffProviders) {
      await provider.transferAll(change, deleted.id, target.id);
    }
  }
}
