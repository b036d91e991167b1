import { NotAllowedError } from '@backstage/errors';
import { LeaveEntitlement } from '@callboard/plugin-callboard-common';
import { Core } from '../../../core/Core';
import { readDisplayNames } from '../../../core/people/PeopleService';
import { createId } from '../../../database/ids';
import { readNewestPage } from '../../../database/paging';
import { countRows } from '../../../database/statements';
import { Table, toNextVersion } from '../../../database/Table';
import { ContextOf } from '../../../http/Handler';
import { lockPeople } from '../people/lockPeople';
import {
  canManagePerson,
  filterByPlanningAccess,
  requireMemberOrStaff,
} from '../people/timePlanningAccess';

const entitlementTable = new Table<LeaveEntitlement>('leave_entitlements', {
  id: 'text',
  member_id: 'text',
  display_name: 'joined',
  kind: 'text',
  year: 'number',
  days: 'number',
  version: 'number',
  created_at: 'instant',
  updated_at: 'instant',
});

export class LeaveEntitlements {
  constructor(private readonly core: Pick<Core, 'knex' | 'changes'>) {}

  /**
   * Lists the entitlements of the caller and of the people whom the caller manages, newest first.
   * Workspace admins get the entitlements of everybody.
   */
  async list(context: ContextOf<'listLeaveEntitlements'>) {
    const { knex } = this.core;
    const { member_id, year, kind } = context.query;
    const selectEntitlements = () =>
      knex('leave_entitlements')
        .where('workspace_id', context.workspace.id)
        .modify(rows => {
          filterByPlanningAccess(knex, rows, 'member_id', context, member_id);
          if (year) rows.where({ year });
          if (kind) rows.where({ kind });
        });
    const page = await readNewestPage(
      context.query,
      selectEntitlements().select('*'),
      entitlementTable.read,
    );
    const getName = await readDisplayNames(
      knex,
      page.items.map(item => item.member_id),
    );
    return {
      ...page,
      items: page.items.map(item => ({
        ...item,
        display_name: getName(item.member_id),
      })),
      total: await countRows(selectEntitlements()),
    };
  }

  /**
   * Sets the entitlement of a person whom the caller manages.
   *
   * @throws NotAllowedError for people whom the caller does not manage
   * @throws InvalidRequestError for a person who is not in the workspace
   * @throws PreconditionFailedError when the entitlement has changed since the caller read it
   */
  async set(
    context: ContextOf<'setLeaveEntitlement'>,
  ): Promise<LeaveEntitlement> {
    const { knex, changes } = this.core;
    const { caller, workspace } = context;
    const { member_id, kind, year, days } = context.body;
    if (!(await canManagePerson(knex, context, member_id))) {
      throw new NotAllowedError(
        'Only managers of the person and workspace admins can set leave entitlements',
      );
    }
    await requireMemberOrStaff(knex, workspace.id, member_id);
    return changes.run(caller, async change => {
      const { tx } = change;
      // Two requests for a new entitlement would otherwise both insert it.
      await lockPeople(change, workspace.id, [member_id]);
      const workspace_id = workspace.id;
      const stored = await tx('leave_entitlements')
        .where({ workspace_id, member_id, year, kind })
        .first();
      const getName = await readDisplayNames(tx, [member_id]);
      const display_name = getName(member_id);
      const before: LeaveEntitlement | undefined = stored && {
        ...entitlementTable.read(stored),
        display_name,
      };
      context.precondition.check(before?.version ?? 0);
      if (before?.days === days) {
        return before;
      }
      const created_at = new Date(change.now).toISOString();
      const after: LeaveEntitlement = before
        ? toNextVersion(before, { days }, change.now)
        : {
            id: createId(change.now),
            member_id,
            display_name,
            kind,
            year,
            days,
            version: 1,
            created_at,
            updated_at: created_at,
          };
      if (before) {
        await entitlementTable.update(tx, after);
      } else {
        await entitlementTable.insert(tx, [after], { workspace_id });
      }
      change.record({
        workspace_id,
        visibility: 'people',
        people: [member_id],
        entity_type: 'leave_entitlement',
        entity_id: after.id,
        entity_label: `${display_name}, ${kind} ${year}`,
        before: before ?? null,
        after,
        derived: ['display_name'],
      });
      return after;
    });
  }
}
