import { ConflictError } from '@backstage/errors';
import { Actor } from '../../access/actor';
import { Change, Changes } from '../../changes/Changes';
import { InvalidRequestError } from '../../http/errors';
import { Precondition } from '../../http/Precondition';
import { MembershipService } from '../memberships/MembershipService';
import { DepartmentChanges } from './DepartmentChanges';
import { DepartmentLinks } from './links/DepartmentLinks';
import { DepartmentRow } from './DepartmentRow';
import { DepartmentStore } from './DepartmentStore';
import { departmentTrace } from './departmentTrace';
import { DepartmentStaff } from './DepartmentStaff';
import { heightOf, problemOfParent, shifted } from './tree/treeRules';

/** Deletes departments, once it is clear where goes what is in them. */
export class DepartmentDeletion {
  readonly #staff: DepartmentStaff[] = [];

  constructor(
    private readonly deps: {
      changes: Changes;
      store: DepartmentStore;
      departmentChanges: DepartmentChanges;
      links: DepartmentLinks;
      memberships: MembershipService;
    },
  ) {}

  /** Has departments count as empty, and be emptied, with these people too. */
  addStaff(staff: DepartmentStaff): void {
    this.#staff.push(staff);
  }

  /**
   * Deletes a department, and ends what it gives access to.
   *
   * @param reassign_to - where its staff and the departments under it go
   * @throws NotFoundError when it is not there
   * @throws PreconditionFailedError when it is not what the caller read
   * @throws ConflictError when something is in it and has nowhere to go
   * @throws InvalidRequestError when it cannot go there
   */
  async delete(
    actor: Actor,
    workspace_id: string,
    id: string,
    reassign_to?: string,
    precondition = Precondition.none,
  ): Promise<void> {
    const { changes, store, links, memberships } = this.deps;
    await changes.run(actor, async change => {
      await memberships.begin(change, workspace_id);
      const gone = await store.require(change.tx, workspace_id, id);
      precondition.check(gone.version);
      const below = await store.listBeneath(change.tx, gone);
      if (reassign_to) {
        const target = await this.target(change, gone, below, reassign_to);
        await this.empty(change, gone, below, target);
      } else {
        await this.requireEmpty(change, gone, below);
      }
      const link_ids = await links.endAll(change, gone);
      await store.softDelete(change.tx, id, change.now);
      change.record(departmentTrace(gone, null));
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
    gone: DepartmentRow,
    below: DepartmentRow[],
  ): Promise<void> {
    let count = 0;
    for (const staff of this.#staff) {
      count += await staff.count(change.tx, gone.id);
    }
    if (below.length > 0 || count > 0) {
      throw new ConflictError(
        `${gone.name} is not empty; reassign_to says where everything goes (departments: ${below.length}, staff: ${count})`,
      );
    }
  }

  private async target(
    change: Change,
    gone: DepartmentRow,
    below: DepartmentRow[],
    id: string,
  ): Promise<DepartmentRow> {
    const { workspace_id } = gone;
    const found = await this.deps.store.find(change.tx, workspace_id, id);
    const problem = found
      ? problemOfParent(found, [gone, ...below], heightOf(gone, below) - 1)
      : 'is not a department of this workspace';
    if (!found || problem) {
      throw new InvalidRequestError([
        { field: 'query.reassign_to', reason: problem! },
      ]);
    }
    return found;
  }

  /** Moves the people and departments in a department to another one. */
  private async empty(
    change: Change,
    gone: DepartmentRow,
    below: DepartmentRow[],
    target: DepartmentRow,
  ): Promise<void> {
    const pairs = shifted(below, target.level - gone.level);
    await this.deps.departmentChanges.saveDetails(
      change,
      pairs.map(({ before, after }) => ({
        before,
        after:
          before.parent_id === gone.id
            ? { ...after, parent_id: target.id }
            : after,
      })),
    );
    for (const staff of this.#staff) {
      await staff.transferAll(change, gone.id, target.id);
    }
  }
}
