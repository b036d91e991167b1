import { WidgetBars } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { NumberViewer } from '../ResolvedQuery';
import { createdAndCompleted } from './createdAndCompleted';
import { cycleTimes } from './cycleTimes';
import { groupChanges } from './groupChanges';
import { ResolvedHistoryQuery } from './ResolvedHistoryQuery';
import { formatSnapshots } from './formatSnapshots';

/** Computes a chart over time: one statement, plus names. */
export async function formatHistory(
  knex: Knex,
  resolvedQuery: ResolvedHistoryQuery,
  viewer: NumberViewer,
): Promise<Omit<WidgetBars, 'computed_at'>> {
  const { chart } = resolvedQuery;
  switch (chart) {
    case 'created_vs_completed':
      return createdAndCompleted(knex, resolvedQuery, viewer);
    case 'cycle_time':
      return cycleTimes(knex, resolvedQuery, viewer);
    default: {
      const changes = await groupChanges(knex, resolvedQuery, viewer);
      return formatSnapshots(changes, { ...resolvedQuery, chart });
    }
  }
}
