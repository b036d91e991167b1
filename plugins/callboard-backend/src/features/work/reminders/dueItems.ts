import { Knex } from 'knex';
import { inListSql } from '../../../database/bulk';
import { whereNotMuted } from '../../notifications/following/SubscriptionLevels';
import { OPEN_GROUPS } from '../settings/Workflows';

export const MAX_REMINDER_ITEMS = 5;

/** The days that reminders of a workspace cover. */
export interface ReminderDays {
  tomorrow: string;
  /** The first target date of items that became overdue since the previous run. */
  overdueFrom: string;
  /** The last target date of items that became overdue since the previous run. */
  overdueTo: string;
}

/** A due item with a person to remind. */
export interface DueItem {
  user_ref: string;
  project_id: string;
  project_name: string;
  entity_ref: string;
  is_overdue: boolean;
  work_item_id: string;
  /** The identifier of the project. */
  identifier: string;
  number: number;
  title: string;
  /** The number of items in this reminder, which lists at most `MAX_REMINDER_ITEMS`. */
  count: number;
}

/**
 * Selects open items that are due, with each person to remind: the assignees, or the author of an
 * unassigned item. Omits people who have muted the item or its project.
 */
function selectDueItems(knex: Knex, workspace_id: string, days: ReminderDays) {
  const due = knex('work_items')
    .join('projects', 'projects.id', 'work_items.project_id')
    .join('work_states', 'work_states.id', 'work_items.state_id')
    .where('work_items.workspace_id', workspace_id)
    .whereNull('work_items.deleted_at')
    .whereNull('work_items.archived_at')
    .whereRaw('NOT work_items.is_draft')
    .whereNull('work_items.completed_at')
    .whereNull('projects.deleted_at')
    .whereNull('projects.archived_at')
    .whereIn('work_states.group', OPEN_GROUPS)
    .where(dates =>
      dates
        .where('work_items.target_date', days.tomorrow)
        .orWhereBetween('work_items.target_date', [
          days.overdueFrom,
          days.overdueTo,
        ]),
    );
  const columns = [
    'work_items.id as work_item_id',
    'work_items.project_id',
    'work_items.number',
    'work_items.title',
    'work_items.target_date',
    'projects.identifier',
    'projects.name as project_name',
    'projects.entity_ref',
  ];
  const assigned = due
    .clone()
    .join('work_item_assignees', {
      'work_item_assignees.work_item_id': 'work_items.id',
    })
    .select('work_item_assignees.user_ref', ...columns);
  const authored = due
    .clone()
    .whereLike('work_items.created_by', 'user:%')
    .whereNotExists(
      knex('work_item_assignees')
        .select(knex.raw('1'))
        .whereRaw('work_item_assignees.work_item_id = work_items.id'),
    )
    .select('work_items.created_by as user_ref', ...columns);
  const reminded = knex
    .from(knex.unionAll([assigned, authored]).as('reminded'))
    .select('reminded.*');
  whereNotMuted(knex, reminded, {
    user: 'reminded.user_ref',
    work_item: 'reminded.work_item_id',
    project: 'reminded.project_id',
  });
  return reminded;
}

/** Lists the next people to remind, ordered by reference. */
export async function listUsersToRemind(
  knex: Knex,
  workspace_id: string,
  days: ReminderDays,
  { after, limit }: { after: string; limit: number },
): Promise<string[]> {
  return knex
    .from(selectDueItems(knex, workspace_id, days).as('due'))
    .where('user_ref', '>', after)
    .groupBy('user_ref')
    .orderBy('user_ref')
    .limit(limit)
    .pluck('user_ref');
}

/**
 * Lists the due items of people, grouped by person, project and whether the items are overdue.
 * Returns only the first `MAX_REMINDER_ITEMS` items of each group, but counts all of them.
 */
export async function listDueItems(
  knex: Knex,
  workspace_id: string,
  days: ReminderDays,
  people: readonly string[],
): Promise<DueItem[]> {
  const groupColumns = 'user_ref, project_id, target_date < ?';
  const numbered = knex
    .from(selectDueItems(knex, workspace_id, days).as('due'))
    .whereRaw(...inListSql(knex, 'user_ref', people, 'text'))
    .select(
      'due.*',
      knex.raw('target_date < ? AS is_overdue', [days.tomorrow]),
      knex.raw(`count(*) OVER (PARTITION BY ${groupColumns}) AS count`, [
        days.tomorrow,
      ]),
      knex.raw(
        `row_number() OVER (PARTITION BY ${groupColumns} ORDER BY target_date, number) AS position`,
        [days.tomorrow],
      ),
    );
  const rows: any[] = await knex
    .from(numbered.as('numbered'))
    .where('position', '<=', MAX_REMINDER_ITEMS)
    .orderBy([
      'user_ref',
      'project_name',
      'project_id',
      'is_overdue',
      'position',
    ]);
  return rows.map(({ is_overdue, count, ...row }) => ({
    ...row,
    is_overdue: Boolean(is_overdue),
    count: Number(count),
  }));
}
