import {
  ChartType,
  chartTypes,
  MetricQuery,
  WidgetConfig,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { Viewer } from '../../../access/Caller';
import { toProjectViewer } from '../../../access/visibility/whereProjectVisible';
import { readCycleDays } from './history/readCycleDays';
import { ResolvedQuery } from './ResolvedQuery';
import {
  WidgetDataInput,
  intersectFilters,
  toResolvedQuery,
} from './toResolvedQuery';

/**
 * Resolves a widget's query for a viewer. If it is about one cycle that they see, the range is that
 * of the cycle.
 *
 * @param now - milliseconds since 1970
 * @throws InputError when a range has too many days for a chart
 */
export async function resolveQuery(
  knex: Knex,
  context: Viewer,
  { query, config }: { query: MetricQuery; config: WidgetConfig },
  { input, now }: { input: WidgetDataInput; now: number },
): Promise<ResolvedQuery> {
  const { workspace } = context;
  const chart: ChartType = chartTypes[query.chart_type];
  const { source, metric } = query;
  const narrowed = input.filters ?? [];
  const filters = intersectFilters(source, config.filters, ...narrowed);
  const about = { workspace_id: workspace.id, source, metric, filters };
  const days =
    chart.days === 'cycle'
      ? await readCycleDays(knex, about, toProjectViewer(context))
      : undefined;
  return toResolvedQuery(workspace, query, config, { input, now, days });
}
