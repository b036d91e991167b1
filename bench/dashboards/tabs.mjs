import { loadBackend } from '../lib/backend.mjs';
import { line, percentile, times } from '../lib/measure.mjs';
import { clock } from './clock.mjs';
import { quarter } from './data.mjs';
import { askers } from './questions.mjs';

const { AnalyticsService } = loadBackend(
  'features/dashboards/analytics/AnalyticsService',
);

const TABS = ['overview', 'work-items', 'people', 'time'];

/** The tabs of the analytics over a quarter, each beside the quarter before. */
export async function* tabCases(knex, turns) {
  const analytics = new AnalyticsService({ knex, clock });
  for (const tab of TABS) {
    for (const sight of ['an admin', 'a member']) {
      const ask = () =>
        analytics.answer(askers[sight], tab, { date_range: quarter });
      await ask();
      const found = await times(turns, ask);
      yield line(
        `the tab ${tab} over a quarter, as ${sight}: p95`,
        percentile(found, 0.95),
        undefined,
        `median ${percentile(found, 0.5).toFixed(0)} ms`,
      );
    }
  }
}
