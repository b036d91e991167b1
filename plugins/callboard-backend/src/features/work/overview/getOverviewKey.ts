import { ProjectOverviewOrder } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { epochMsSql } from '../../../database/dialect';
import { OPEN_GROUPS } from './openGroups';
import { shownItemsSql } from './shownItemsSql';

const items = shownItemsSql('projects.id');

/** The sort key of a project list: a key of each row of `projects`. */
export interface OverviewKey {
  sql: Knex.Raw;
  direction: 'asc' | 'desc';
  type: 'text' | 'number';
}

/** The key of an order. Orders by work put projects without work last. */
export function getOverviewKey(
  knex: Knex,
  order: ProjectOverviewOrder,
  today: string,
): OverviewKey {
  const open = `SELECT count(*) ${items} AND work_items.state_id IN (
    SELECT work_states.id FROM work_states
    WHERE work_states.project_id = projects.id
      AND work_states.deleted_at IS NULL
      AND work_states."group" IN (${OPEN_GROUPS.map(() => '?').join(', ')}))`;
  switch (order) {
    case 'name':
      return {
        sql: knex.raw('projects.sort_name'),
        direction: 'asc',
        type: 'text',
      };
    case '-open':
      return {
        sql: knex.raw(`(${open})`, OPEN_GROUPS),
        direction: 'desc',
        type: 'number',
      };
    case '-overdue':
      return {
        sql: knex.raw(`(${open} AND work_items.target_date < ?)`, [
          ...OPEN_GROUPS,
          today,
        ]),
        direction: 'desc',
        type: 'number',
      };
    default:
      return {
        sql: knex.raw(
          `coalesce((SELECT ${epochMsSql(
            knex,
            'max(work_items.updated_at)',
          )} ${items}), 0)`,
        ),
        direction: 'desc',
        type: 'number',
      };
  }
}
