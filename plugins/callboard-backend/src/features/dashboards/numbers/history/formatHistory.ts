import { WidgetBars } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { MetricViewer } from '../ResolvedQuery';
import { countCreatedAndCompleted } from './countCreatedAndCompleted';
import { computeCycleTimes } from './computeCycleTimes';
import { queryGroupChanges } from './queryGroupChanges';
import { ResolvedHistoryQuery } from './ResolvedHistoryQuery';
import { formatSnapshots } from './formatSnapshots';

/** Computes a chart over time: one statement, plus names. */
export async function formatHistory(
  knex: Knex,
  resolvedQuery: ResolvedHistoryQuery,
  viewer: MetricViewer,
): Promise<Omit<WidgetBars, 'computed_at'>> {
  const { chart } = resolvedQuery;
  switch (chart) {
    case 'created_vs_completed':
      return countCreatedAndCompleted(knex, resolvedQuery, viewer);
    case 'cycle_time':
      return computeCycleTimes(knex, resolvedQuery, viewer);
    default: {
      const changes = await queryGroupChanges(knex, resolvedQuery, viewer);
      return formatSnapshots(changes, { ...resolvedQuery, chart });
    }
  }
}
