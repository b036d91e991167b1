import { MovePreview } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { Actor } from '../../access/actor';
import { Changes } from '../../changes/Changes';
import { MembershipService } from '../memberships/MembershipService';
import { beneath } from './beneath';
import { DepartmentRules } from './DepartmentRules';
import { DepartmentService } from './DepartmentService';
import { DepartmentStore } from './DepartmentStore';

/** What would come of moving a department. */
export class DepartmentMovePreview {
  constructor(
    private readonly deps: {
      changes: Changes;
      departments: DepartmentService;
      store: DepartmentStore;
      rules: DepartmentRules;
      memberships: MembershipService;
    },
  ) {}

  /**
   * Tells what would go along with a move and follow from it; changes nothing.
   *
   * @throws NotFoundError when the department is not there
   * @throws InvalidRequestError when it cannot move there
   */
  async of(
    actor: Actor,
    workspace_id: string,
    id: string,
    parent_id: string | null,
  ): Promise<MovePreview> {
    const { changes, departments, store, rules, memberships } = this.deps;
    return changes.tryOut(actor, async change => {
      const { tx } = change;
      await memberships.begin(change, workspace_id);
      const before = await departments.require(tx, workspace_id, id);
      const below = await store.listBeneath(tx, before);
      const wanted = { ...before, parent_id };
      await store.updateMany(tx, [
        await rules.settle(tx, wanted, { before, below }),
      ]);
      const { added, removed } = await memberships.recompute(
        change,
        workspace_id,
        { department_ids: [id] },
      );
      return {
        departments: below.length + 1,
        people: await countPeople(tx, workspace_id, id),
        memberships_added: added,
        memberships_removed: removed,
      };
    });
  }
}

/** The staff of a department and all beneath who have not resigned. */
async function countPeople(
  knex: Knex,
  workspace_id: string,
  id: string,
): Promise<number> {
  const [row] = await knex('staff')
    .where({ workspace_id })
    .whereIn('department_id', beneath(knex, [id]))
    .whereNot('employment_status', 'resigned')
    .whereNull('deleted_at')
    .count({ count: '*' });
  return Number(row.count);
}
