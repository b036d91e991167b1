import { WorklogOrder } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { isId } from '../../../database/paging/cursor';
import { selectFiltered, WorklogFilter } from './selectFiltered';
import { readWorklog, joinWorklogNames } from './selectWorklogs';
import { WorklogRow } from './WorklogRow';

/** The maximum for an exact count: users do not page through more, and counting is slow. */
const MAX_COUNTED = 10_000;

/** The position to continue a list at: ids are ordered by creation. */
export type WorklogPosition =
  | [order: WorklogOrder, day: string, id: string]
  | [order: WorklogOrder, id: string];

/** A worklog in a list. */
export interface ListedWorklog {
  row: WorklogRow;
  position: WorklogPosition;
}

const isOrderedByDay = (order: WorklogOrder) => order.endsWith('logged_at');

/** Lists and sums worklogs. */
export class WorklogReadModel {
  constructor(private readonly knex: Knex) {}

  /** Lists worklogs in order, after a position. */
  async list(
    filter: WorklogFilter,
    paging: { order_by: WorklogOrder; after?: WorklogPosition; limit: number },
  ): Promise<ListedWorklog[]> {
    const { order_by, after, limit } = paging;
    const columns = isOrderedByDay(order_by)
      ? ['worklogs.logged_at', 'worklogs.id']
      : ['worklogs.id'];
    const direction = order_by.startsWith('-') ? 'desc' : 'asc';
    const page = selectFiltered(this.knex, filter)
      .select('worklogs.*')
      .orderBy(columns.map(column => ({ column, order: direction })))
      .limit(limit);
    if (after) {
      const [, ...values] = after;
      const behind = direction === 'asc' ? '>' : '<';
      page.whereRaw(
        `(${columns.join(', ')}) ${behind} (${values
          .map(() => '?')
          .join(', ')})`,
        values,
      );
    }
    // Joins names to the rows of the page alone.
    const rows: any[] = await joinWorklogNames(
      this.knex.from(page.as('worklogs')),
    ).orderBy(columns.map(column => ({ column, order: direction })));
    return rows.map(readWorklog).map(row => ({
      row,
      position: isOrderedByDay(order_by)
        ? [order_by, row.logged_at, row.id]
        : [order_by, row.id],
    }));
  }

  /** Returns a type guard for cursors, which are only valid for the order they were created with. */
  createPositionGuard(order: WorklogOrder) {
    return (position: unknown): position is WorklogPosition => {
      if (!Array.isArray(position) || position[0] !== order) {
        return false;
      }
      const [, ...values] = position;
      const isDay = (day: unknown) =>
        typeof day === 'string' && /^\d{4}-\d\d-\d\d$/.test(day);
      return isOrderedByDay(order)
        ? values.length === 2 && isDay(values[0]) && isId(values[1])
        : values.length === 1 && isId(values[0]);
    };
  }

  /** Counts the worklogs of `list` and sums their minutes; empty above the maximum. */
  async sumTotals(
    filter: WorklogFilter,
  ): Promise<{ total?: number; total_minutes?: number }> {
    const some = selectFiltered(this.knex, filter)
      .select('worklogs.duration_minutes')
      .limit(MAX_COUNTED + 1)
      .as('some');
    const [row]: any[] = await this.knex
      .from(some)
      .count({ count: '*' })
      .sum({ minutes: 'duration_minutes' });
    const total = Number(row.count);
    return total > MAX_COUNTED
      ? {}
      : { total, total_minutes: Number(row.minutes ?? 0) };
  }
}
