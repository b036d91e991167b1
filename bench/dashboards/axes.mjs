import { ok } from 'node:assert';
import { loadBackend, requireOfBackend } from '../lib/backend.mjs';
import { percentile, timesInTurns } from '../lib/measure.mjs';
import { byHand } from './byHand.mjs';
import { clock } from './clock.mjs';
import { askers, questions } from './questions.mjs';
import { requireEqual } from './requireEqual.mjs';
import { timesOfStatements } from './statements.mjs';

const { AnalyticsService } = loadBackend(
  'features/dashboards/analytics/AnalyticsService',
);
const { WidgetNumbers } = loadBackend(
  'features/dashboards/numbers/WidgetNumbers',
);
const { daysBefore } = loadBackend('features/dashboards/numbers/daysOfChoice');
const { numberAxes } = requireOfBackend('@callboard/plugin-callboard-common');

const isByValue = axis => Boolean(axis) && numberAxes[axis].order === 'value';

/** What answers `dashboards/preview`, with no answer to share. */
export const numbersOf = knex =>
  new WidgetNumbers({
    ...{ knex, clock },
    analytics: new AnalyticsService({ knex, clock }),
    // Names are for everybody, as where nothing is configured.
    privacy: { maskFor: async () => undefined },
  });

/**
 * How long it takes to answer each question, and by hand, in turns.
 *
 * @param options.turns - how often
 * @param options.hasHand - whether there is a statement by hand: for PostgreSQL
 * @param options.isAlone - whether statements are measured by themselves, too
 */
export async function* timesOfAxes(knex, options) {
  const { range, sights, only = () => true } = options;
  const previous = daysBefore(range);
  for (const each of questions().filter(only)) {
    const question = {
      ...{ ...each, range, previous },
      isByValue: isByValue(each.x_axis),
      isGroupByValue: isByValue(each.group_by),
      name: [each.source, each.x_axis, each.group_by].filter(Boolean).join(' '),
    };
    for (const sight of sights) {
      try {
        yield {
          ...question,
          sight,
          ...(await timesOf(knex, question, sight, options)),
        };
      } catch (error) {
        error.message = `${question.name}, ${sight}: ${error.message}`;
        throw error;
      }
    }
  }
}

async function timesOf(
  knex,
  question,
  sight,
  { turns, warming, hasHand, isAlone },
) {
  const { range, previous } = question;
  const asker = askers[sight];
  const ours = () =>
    numbersOf(knex).answer(asker, question.widget, { date_range: range });
  const hand = () => byHand(knex, question, asker, { range, previous });
  const answer = await ours();
  ok(answer.total > 0, 'nothing was counted');
  const differences = [];
  // A run of most of an hour tells them all in the end.
  const note = async run =>
    run().catch(({ message }) => {
      differences.push(message);
    });
  if (hasHand) {
    await note(async () => requireEqual(answer, await hand(), question));
  }
  const runs = hasHand ? { ours, hand } : { ours };
  const times = await timesInTurns(runs, turns, warming);
  const at = (side, part) => times[side] && percentile(times[side], part);
  const alone = isAlone
    ? await note(() =>
        timesOfStatements(knex, { question, asker, range, previous }),
      )
    : undefined;
  return {
    ...{ ours, differences },
    ...{ median: at('ours', 0.5), p95: at('ours', 0.95) },
    byHand: at('hand', 0.5),
    ratio: hasHand ? at('ours', 0.5) / at('hand', 0.5) : undefined,
    alone: alone && {
      ours: percentile(alone.ours, 0.5),
      ratio: percentile(alone.ours, 0.5) / percentile(alone.hand, 0.5),
    },
  };
}
