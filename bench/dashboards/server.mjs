/**
 * A Callboard in a process of its own, over data that are there already: says which
 * numbers it has computed, and what memory it has.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { loadBackend, requireOfBackend } from '../lib/backend.mjs';
import { input, serve } from '../lib/serve.mjs';

const { SharedAnswers } = loadBackend(
  'features/dashboards/numbers/SharedAnswers',
);

/** When each answer was begun to be made, by the question it is of. */
const begun = new Map();
let asked = 0;

// What asks for an answer says how it is made: that runs once for each that is made.
const { get } = SharedAnswers.prototype;
SharedAnswers.prototype.get = function counted(question, make, ...others) {
  asked += 1;
  const begin = () => {
    const times = begun.get(question) ?? [];
    begun.set(question, [...times, performance.now()]);
    return make();
  };
  return get.call(this, question, begin, ...others);
};

const Knex = requireOfBackend('knex');
const { startCallboardOn } = loadBackend('__testUtils__/startCallboard');

const callboard = await startCallboardOn(
  Knex({
    client: 'pg',
    connection: input().connectionString,
    pool: { min: 0, max: 20 },
  }),
  { config: { activity: { eventsPerMinute: 1_000_000 } } },
);

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

/** What was computed since it was asked last. */
function computed() {
  const all = [...begun.values()];
  const pauses = all.flatMap(times =>
    times.slice(1).map((time, nth) => time - times[nth]),
  );
  const found = {
    asked,
    questions: all.length,
    computations: all.reduce((sum, { length }) => sum + length, 0),
    shortestPause: pauses.length > 0 ? Math.min(...pauses) : undefined,
  };
  begun.clear();
  asked = 0;
  return found;
}

serve(async question => {
  switch (question) {
    case 'computed':
      return computed();
    case 'memory':
      collect();
      return { rss: process.memoryUsage().rss / 1e6 };
    default:
      return { port: callboard.port, base: callboard.base };
  }
});
