/**
 * A Callboard in a process of its own, over data that are there already: says what
 * it has counted, and what memory it has.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { loadBackend, requireOfBackend } from '../lib/backend.mjs';
import { input, serve } from '../lib/serve.mjs';

const Knex = requireOfBackend('knex');
const { startCallboardOn } = loadBackend('__testUtils__/startCallboard');

/** How statements begin that count for a widget. */
const COUNTING = /^(WITH (cells|found)|SELECT \* FROM \(select 'created')/;

const knex = Knex({
  client: 'pg',
  connection: input().connectionString,
  pool: { min: 0, max: 20 },
});
const callboard = await startCallboardOn(knex, {
  config: { activity: { eventsPerMinute: 1_000_000 } },
});

let computations = 0;
knex.on('query', ({ sql }) => {
  if (COUNTING.test(sql.trim())) computations += 1;
});

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

serve(async question => {
  if (question === 'memory') {
    collect();
    return { rss: process.memoryUsage().rss / 1e6 };
  }
  return { computations, port: callboard.port, base: callboard.base };
});
