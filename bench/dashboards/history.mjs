import { requireOfBackend } from '../lib/backend.mjs';
import { line, percentile, times } from '../lib/measure.mjs';
import { numbersOf } from './axes.mjs';
import { quarter, workspace_id } from './data.mjs';
import { askers } from './questions.mjs';

const { isOverTime, chartTypes } = requireOfBackend(
  '@callboard/plugin-callboard-common',
);

/**
 * All charts over time, of a cycle, a project, and all that somebody sees. Ends with 1
 * where one has nothing to show, and so was not measured.
 */
export async function* historyCases(knex, turns) {
  const cycle = await busiestCycle(knex);
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
        const what = `${chart_type} of ${of} over a quarter, as ${sight}`;
        if (!(total > 0)) {
          process.exitCode = 1;
          yield `| ${what}: total | ${total} **under** | > 0 | nothing to show |`;
        }
        const found = await times(turns, ask);
        yield line(
          `${what}: p95`,
          percentile(found, 0.95),
          undefined,
          `median ${percentile(found, 0.5).toFixed(0)} ms, total ${total}`,
        );
      }
    }
  }
}

/** The cycle with most items that were made and done in the quarter, that all see. */
async function busiestCycle(knex) {
  const from = new Date(quarter.start);
  return knex('work_items')
    .join('projects', 'projects.id', 'work_items.project_id')
    .where({ 'projects.workspace_id': workspace_id, 'projects.access': 'open' })
    .whereNotNull('work_items.cycle_id')
    .where('work_items.created_at', '>=', from)
    .where('work_items.completed_at', '>=', from)
    .where('work_items.completed_at', '<', new Date(quarter.end))
    .whereNull('work_items.archived_at')
    .select('work_items.project_id', { id: 'work_items.cycle_id' })
    .groupBy('work_items.project_id', 'work_items.cycle_id')
    .orderByRaw('count(*) DESC, work_items.cycle_id')
    .first();
}
