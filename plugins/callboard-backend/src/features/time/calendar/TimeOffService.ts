import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { parseEntityRef } from '@backstage/catalog-model';
import { TimeOff } from '@callboard/plugin-callboard-common';
import { Core } from '../../../core/Core';
import { readDisplayNames } from '../../../core/people/PeopleService';
import { countRows } from '../../../database/statements';
import { createId } from '../../../database/ids';
import { readLatestPage } from '../../../database/paging';
import { ContextOf } from '../../../http/Handler';
import {
  requireMemberOrStaff,
  filterByPlanningAccess,
  canPlanTimeFor,
} from '../people/timePlanningAccess';
import { Table } from '../../../database/Table';

const timeOffTable = new Table<TimeOff>('time_off', {
  id: 'text',
  member_id: 'text',
  display_name: 'joined',
  date_from: 'text',
  date_to: 'text',
  minutes_per_day: 'number',
  kind: 'text',
  created_by: 'text',
  created_at: 'instant',
});

/** Manages time off: days on which people do not work, or work less. */
export class TimeOffService {
  constructor(private readonly core: Pick<Core, 'knex' | 'changes'>) {}

  /**
   * Lists the time off of the caller and of the people whom the caller manages, latest start first.
   * Workspace admins get the time off of everybody.
   */
  async list(context: ContextOf<'listTimeOff'>) {
    const { knex } = this.core;
    const { date_from, date_to, member_id } = context.query;
    const selectTimeOff = () =>
      timeOffTable
        .select(knex)
        .where('time_off.workspace_id', context.workspace.id)
        .modify(rows => {
          filterByPlanningAccess(
            knex,
            rows,
            'time_off.member_id',
            context,
            member_id,
          );
          if (date_from) rows.where('time_off.date_to', '>=', date_from);
          if (date_to) rows.where('time_off.date_from', '<=', date_to);
        });
    const page = await readLatestPage(
      context.query,
      selectTimeOff()
        .leftJoin('people', 'people.user_ref', 'time_off.member_id')
        .select('time_off.*', 'people.display_name'),
      'date_from',
      readTimeOff,
    );
    return { ...page, total: await countRows(selectTimeOff()) };
  }

  /**
   * Records time off for the caller or a person they manage.
   *
   * @throws NotAllowedError for any other person
   * @throws InvalidRequestError for a person who is not in the workspace
   */
  async create(context: ContextOf<'createTimeOff'>): Promise<TimeOff> {
    const { knex, changes } = this.core;
    const { caller, workspace, body } = context;
    const member_id = body.member_id ?? caller.user_ref;
    if (!(await canPlanTimeFor(knex, context, member_id))) {
      throw new NotAllowedError(
        'Only the person, their managers and workspace admins can add time off',
      );
    }
    if (member_id !== caller.user_ref) {
      await requireMemberOrStaff(knex, workspace.id, member_id);
    }
    return changes.run(caller, async change => {
      const getName = await readDisplayNames(change.tx, [member_id]);
      const after = {
        id: createId(change.now),
        member_id,
        display_name: getName(member_id),
        date_from: body.date_from,
        date_to: body.date_to,
        minutes_per_day: body.minutes_per_day ?? null,
        kind: body.kind,
        created_by: caller.user_ref,
        created_at: new Date(change.now).toISOString(),
      };
      const workspace_id = workspace.id;
      await timeOffTable.insert(change.tx, [after], { workspace_id });
      change.record(toTimeOffActivity(workspace_id, null, after));
      return after;
    });
  }

  /** @throws NotFoundError when the time off does not exist, or `list` omits it for the caller */
  async delete(context: ContextOf<'deleteTimeOff'>): Promise<void> {
    const { knex, changes } = this.core;
    const { caller, workspace } = context;
    const { id } = context.params;
    const workspace_id = workspace.id;
    const timeOff = await timeOffTable.find(knex, { id, workspace_id });
    if (!timeOff || !(await canPlanTimeFor(knex, context, timeOff.member_id))) {
      throw new NotFoundError(`Time off ${id} not found`);
    }
    await changes.run(caller, async change => {
      const row = await timeOffTable.lock(change.tx, { id });
      if (!row) {
        throw new NotFoundError(`Time off ${id} not found`);
      }
      await timeOffTable.softDelete(change.tx, [id], change.now);
      const getName = await readDisplayNames(change.tx, [row.member_id]);
      const display_name = getName(row.member_id);
      const before = readTimeOff({ ...row, display_name });
      change.record(toTimeOffActivity(workspace_id, before, null));
    });
  }
}

function readTimeOff(row: any): TimeOff {
  return {
    ...timeOffTable.read(row),
    display_name: row.display_name ?? parseEntityRef(row.member_id).name,
  };
}

/**
 * Builds the activity entry of created or deleted time off. Only the person, the actor and admins
 * may see the entry, because it contains the kind of time off.
 */
function toTimeOffActivity(
  workspace_id: string,
  before: TimeOff | null,
  after: TimeOff | null,
) {
  const { id, member_id, display_name, date_from, date_to } = (after ??
    before)!;
  return {
    workspace_id,
    visibility: 'people' as const,
    people: [member_id],
    entity_type: 'time_off' as const,
    entity_id: id,
    entity_label: `${display_name}, ${date_from} to ${date_to}`,
    before,
    after,
    derived: ['display_name'],
  };
}
