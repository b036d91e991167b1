import { parseEntityRef } from '@backstage/catalog-model';
import { NotAllowedError } from '@backstage/errors';
import {
  LeaveEntitlement,
  NewLeaveEntitlement,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { RequestContext } from '../../../access/Caller';
import { Changes } from '../../../changes/Changes';
import { readPeopleNames } from '../../../core/people/PeopleService';
import { createId } from '../../../database/ids';
import { readNewestPage } from '../../../database/paging';
import { countRows } from '../../../database/statements';
import { Table, toNextVersion } from '../../../database/Table';
import { InvalidRequestError } from '../../../http/errors';
import { Precondition } from '../../../http/Precondition';
import { lockPeople } from '../people/lockPeople';
import {
  canManagePerson,
  filterByPlanningAccess,
  isMemberOrStaff,
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

/** Manages the days of leave to which people are entitled. */
export class LeaveEntitlements {
  constructor(private readonly deps: { knex: Knex; changes: Changes }) {}

  /**
   * Lists the entitlements of the caller and the people they manage; for workspace admins, of
   * everybody. Newest first.
   */
  async list(
    context: RequestContext,
    query: {
      cursor?: string;
      limit: number;
      member_id?: string[];
      year?: number;
      kind?: string;
    },
  ) {
    const { knex } = this.deps;
    const { member_id, year, kind } = query;
    const selectEntitlements = () =>
      knex('leave_entitlements')
        .where('workspace_id', context.workspace.id)
        .modify(rows => {
          filterByPlanningAccess(knex, rows, 'member_id', context, member_id);
          if (year) rows.where({ year });
          if (kind) rows.where({ kind });
        });
    const page = await readNewestPage(
      query,
      selectEntitlements().select('*'),
      entitlementTable.read,
    );
    const names = await readPeopleNames(
      knex,
      page.items.map(item => item.member_id),
    );
    return {
      items: page.items.map(item => addName(item, names)),
      next_cursor: page.next_cursor,
      total: await countRows(selectEntitlements()),
    };
  }

  /**
   * Sets the entitlement of a person whom the caller manages.
   *
   * @throws NotAllowedError for people whom the caller does not manage
   * @throws InvalidRequestError for a person who is not in the workspace
   * @throws PreconditionFailedError when it has changed since the caller read it
   */
  async set(
    context: RequestContext,
    { member_id, kind, year, days }: NewLeaveEntitlement,
    precondition: Precondition,
  ): Promise<LeaveEntitlement> {
    const { knex, changes } = this.deps;
    const { caller, workspace } = context;
    if (!(await canManagePerson(knex, context, member_id))) {
      throw new NotAllowedError(
        'Only managers of the person and workspace admins can set leave entitlements',
      );
    }
    if (!(await isMemberOrStaff(knex, workspace.id, member_id))) {
      throw new InvalidRequestError([
        { field: 'body.member_id', reason: 'is not in this workspace' },
      ]);
    }
    return changes.run(caller, async change => {
      const { tx } = change;
      // Two requests for a new entitlement would otherwise both insert it.
      await lockPeople(change, workspace.id, [member_id]);
      const workspace_id = workspace.id;
      const stored = await tx('leave_entitlements')
        .where({ workspace_id, member_id, year, kind })
        .first();
      const names = await readPeopleNames(tx, [member_id]);
      const before = stored && addName(entitlementTable.read(stored), names);
      precondition.check(before?.version ?? 0);
      if (before?.days === days) {
        return before;
      }
      const after: LeaveEntitlement = before
        ? toNextVersion(before, { days }, change.now)
        : buildEntitlement({ member_id, kind, year, days }, change.now, names);
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
        entity_label: `${after.display_name}, ${kind} ${year}`,
        before: before ?? null,
        after,
        derived: ['display_name'],
      });
      return after;
    });
  }
}

function buildEntitlement(
  values: NewLeaveEntitlement,
  now: number,
  names: ReadonlyMap<string, string>,
): LeaveEntitlement {
  const created_at = new Date(now).toISOString();
  const entitlement = {
    id: createId(now),
    display_name: '',
    ...values,
    version: 1,
    created_at,
    updated_at: created_at,
  };
  return addName(entitlement, names);
}

/** Adds the person's name, which the table does not store. */
function addName(
  entitlement: LeaveEntitlement,
  names: ReadonlyMap<string, string>,
): LeaveEntitlement {
  const { member_id } = entitlement;
  const display_name = names.get(member_id) ?? parseEntityRef(member_id).name;
  return { ...entitlement, display_name };
}
