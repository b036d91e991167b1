import { NotAllowedError } from '@backstage/errors';
import { TimeAdjustment } from '@callboard/plugin-callboard-common';
import { Core } from '../../../core/Core';
import { readDisplayNames } from '../../../core/people/PeopleService';
import { createId } from '../../../database/ids';
import { readLatestPage } from '../../../database/paging';
import { countRows } from '../../../database/statements';
import { Table } from '../../../database/Table';
import { createFieldError } from '../../../http/errors';
import { ContextOf } from '../../../http/Handler';
import {
  canManagePerson,
  filterByPlanningAccess,
  requireMemberOrStaff,
} from '../people/timePlanningAccess';
import { readFirstDays } from './readBalances';

const adjustmentTable = new Table<TimeAdjustment>('time_adjustments', {
  id: 'text',
  member_id: 'text',
  display_name: 'joined',
  date: 'text',
  minutes: 'number',
  reason: 'text',
  created_by: 'text',
  created_by_name: 'joined',
  created_at: 'instant',
});

/**
 * Manages corrections of people's overtime balances, such as paid overtime. An adjustment cannot be
 * changed or deleted. An opposite adjustment corrects a mistake.
 */
export class TimeAdjustments {
  constructor(private readonly core: Pick<Core, 'knex' | 'changes'>) {}

  /**
   * Lists the adjustments of the caller and of the people whom the caller manages, latest date
   * first. Workspace admins get the adjustments of everybody.
   */
  async list(context: ContextOf<'listTimeAdjustments'>) {
    const { knex } = this.core;
    const { date_from, date_to, member_id } = context.query;
    const selectAdjustments = () =>
      knex('time_adjustments')
        .where('workspace_id', context.workspace.id)
        .modify(rows => {
          filterByPlanningAccess(knex, rows, 'member_id', context, member_id);
          if (date_from) rows.where('date', '>=', date_from);
          if (date_to) rows.where('date', '<=', date_to);
        });
    const page = await readLatestPage(
      context.query,
      selectAdjustments().select('*'),
      'date',
      adjustmentTable.read,
    );
    const getName = await readDisplayNames(
      knex,
      page.items.flatMap(each => [each.member_id, each.created_by]),
    );
    return {
      ...page,
      items: page.items.map(each => addNames(each, getName)),
      total: await countRows(selectAdjustments()),
    };
  }

  /**
   * Adjusts the balance of a person whom the caller manages.
   *
   * @throws NotAllowedError for the caller's own balance, and for a person whom the caller does not
   *   manage
   * @throws InvalidRequestError for a person who is not in the workspace, and for a date before the
   *   first day of the person's balance
   */
  async create(
    context: ContextOf<'createTimeAdjustment'>,
  ): Promise<TimeAdjustment> {
    const { knex, changes } = this.core;
    const { caller, workspace } = context;
    const { member_id, date, minutes, reason } = context.body;
    if (
      member_id === caller.user_ref ||
      !(await canManagePerson(knex, context, member_id))
    ) {
      throw new NotAllowedError(
        'Only managers of the person and workspace admins can adjust a balance. Nobody can adjust their own balance',
      );
    }
    await requireMemberOrStaff(knex, workspace.id, member_id);
    const getFirstDay = await readFirstDays(knex, context, [member_id]);
    const { firstDay } = getFirstDay(member_id);
    if (date < firstDay) {
      throw createFieldError(
        'body.date',
        `must not be before ${firstDay}, the first day of the balance`,
      );
    }
    return changes.run(caller, async change => {
      const created_by = caller.user_ref;
      const getName = await readDisplayNames(change.tx, [
        member_id,
        created_by,
      ]);
      const values = { member_id, date, minutes, reason, created_by };
      const created_at = new Date(change.now).toISOString();
      const after = addNames(
        { id: createId(change.now), ...values, created_at },
        getName,
      );
      await adjustmentTable.insert(change.tx, [after], {
        workspace_id: workspace.id,
      });
      change.record({
        workspace_id: workspace.id,
        visibility: 'people',
        people: [member_id],
        entity_type: 'time_adjustment',
        entity_id: after.id,
        entity_label: `${after.display_name}, ${date}`,
        before: null,
        after,
        derived: ['display_name', 'created_by_name'],
        // A reason can be about the person's health, so the activity log hides it. The list of
        // adjustments shows the reason.
        sensitive: ['reason'],
      });
      return after;
    });
  }
}

/** Adds the names of the person and the author, which the table does not store. */
function addNames(
  adjustment: Omit<TimeAdjustment, 'display_name' | 'created_by_name'>,
  getName: (user_ref: string) => string,
): TimeAdjustment {
  return {
    ...adjustment,
    display_name: getName(adjustment.member_id),
    created_by_name: getName(adjustment.created_by),
  };
}
