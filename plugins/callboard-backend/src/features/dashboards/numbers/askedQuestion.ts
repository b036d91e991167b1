import {
  ChartType,
  chartTypes,
  NumberWish,
  WidgetConfig,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { Onlooker } from '../../../access/Caller';
import { viewerOf } from '../../../core/projects/whereProjectVisible';
import { daysOfCycle } from './history/daysOfCycle';
import { Question } from './Question';
import { AskedFor, filtersOf, questionOf } from './questionOf';

/**
 * The question of a widget as somebody asks it, over the days of a cycle where it is
 * about one that they see.
 *
 * @param now - milliseconds since 1970
 * @throws InputError when a range has too many days for a chart
 */
export async function askedQuestion(
  knex: Knex,
  asker: Onlooker,
  { wish, config }: { wish: NumberWish; config: WidgetConfig },
  { wanted, now }: { wanted: AskedFor; now: number },
): Promise<Question> {
  const { workspace } = asker;
  const chart: ChartType = chartTypes[wish.chart_type];
  const { source, metric } = wish;
  const narrowed = wanted.filters ?? [];
  const filters = filtersOf(source, config.filters, ...narrowed);
  const about = { workspace_id: workspace.id, source, metric, filters };
  const days =
    chart.days === 'cycle'
      ? await daysOfCycle(knex, about, viewerOf(asker))
      : undefined;
  return questionOf(workspace, wish, config, { wanted, now, days });
}
