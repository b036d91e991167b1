import { requireOfBackend } from '../lib/backend.mjs';
import { line, percentile, times } from '../lib/measure.mjs';
import { numbersOf } from './axes.mjs';
import { quarter, workspace_id } from './data.mjs';
import { askers } from './questions.mjs';

const { isOverTime, chartTypes } = requireOfBackend(
  '@callboard/plugin-callboard-common',
);

/** All charts over time, of a cycle, a project, and all that somebody sees. */
export async function* historyCases(knex, turns) {
  const cycle = await knex('work_items')
    .where({ workspace_id })
    .whereNotNull('cycle_id')
    .select('project_id', { id: 'cycle_id' })
    .groupBy('project_id', 'cycle_id')
    .orderByRaw('count(*) DESC, cycle_id')
    .first();
  const filters = {
    'a cycle': { cycles: [cycle.id] },
    'a project': { project_ids: [cycle.project_id] },
    'all projects': {},
  };
  const charts = Object.keys(chartTypes).filter(isOverTime);
  for (const [of, filter] of Object.entries(filters)) {
    for (const chart_type of charts) {
      for (const sight of ['an admin', 'a member']) {
        const config = { chart_type, filters: filter, date_range: quarter };
        const widget = { widget_type: 'work_items_chart', config };
        const ask = () => numbersOf(knex).answer(askers[sight], widget);
        const { total } = await ask();
        const found = await times(turns, ask);
        yield line(
          `${chart_type} of ${of} over a quarter, as ${sight}: p95`,
          percentile(found, 0.95),
          undefined,
          `median ${percentile(found, 0.5).toFixed(0)} ms, total ${total}`,
        );
      }
    }
  }
}
