import { loadBackend, requireOfBackend } from '../lib/backend.mjs';
import { percentile, timesInTurns } from '../lib/measure.mjs';
import { byHand } from './byHand.mjs';
import { askers, questions } from './questions.mjs';
import { requireEqual } from './requireEqual.mjs';

const { AnalyticsService } = loadBackend(
  'features/dashboards/analytics/AnalyticsService',
);
const { WidgetNumbers } = loadBackend(
  'features/dashboards/numbers/WidgetNumbers',
);
const { daysBefore } = loadBackend('features/dashboards/numbers/daysOfChoice');
const { numberAxes } = requireOfBackend('@callboard/plugin-callboard-common');

export const clock = { now: () => Date.parse('2026-10-01T12:00:00Z') };

const isByValue = axis => Boolean(axis) && numberAxes[axis].order === 'value';

/** What answers `dashboards/preview`, with no answer to share. */
export const numbersOf = knex =>
  new WidgetNumbers({
    ...{ knex, clock },
    analytics: new AnalyticsService({ knex, clock }),
  });

/**
 * How long it takes to answer each question, and by hand, in turns.
 *
 * @param turns - how often
 */
export async function* timesOfAxes(
  knex,
  { turns, warming, sights, range, only = () => true },
) {
  const previous = daysBefore(range);
  for (const question of questions().filter(only)) {
    for (const sight of sights) {
      const asker = askers[sight];
      const ours = () =>
        numbersOf(knex).answer(asker, question.widget, { date_range: range });
      const asked = {
        ...question,
        isByValue: isByValue(question.x_axis),
        isGroupByValue: isByValue(question.group_by),
      };
      const hand = () => byHand(knex, asked, asker, { range, previous });
      const answer = await ours();
      const name = [question.source, question.x_axis, question.group_by]
        .filter(Boolean)
        .join(' ');
      try {
        requireEqual(answer, await hand(), question);
      } catch (error) {
        error.message = `${name}, ${sight}: ${error.message}`;
        throw error;
      }
      const times = await timesInTurns({ ours, hand }, turns, warming);
      const at = (side, part) => percentile(times[side], part);
      yield {
        ...{ ...question, name, sight, ours, total: answer.total },
        ...{ median: at('ours', 0.5), p95: at('ours', 0.95) },
        ...{
          byHand: at('hand', 0.5),
          ratio: at('ours', 0.5) / at('hand', 0.5),
        },
      };
    }
  }
}
