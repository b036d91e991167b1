/**
 * Loads a year of activity into both engines and writes down, for every filter
 * of the lists and reports, through which indexes it goes and how long it
 * takes: `node bench/activity-explain/index.mjs [rows]`.
 */
import { setImmediate } from 'node:timers/promises';
import { loadBackend } from '../lib/backend.mjs';
import {
  anyRead,
  line,
  median,
  planOf,
  rateLine,
  timedWithPauses,
} from '../lib/measure.mjs';
import { report } from '../lib/report.mjs';
import { casesOf } from './cases.mjs';
import { load, MONTHS } from './data.mjs';

const { foldNewRows } = loadBackend('features/activity/rollups/foldNewRows');
const { checkRollups } = loadBackend('features/activity/rollups/checkRollups');

const RUNS = 5;
const INSERT_SAMPLE = 50_000;

const rows = Number(process.argv[2] ?? 1_000_000);
const today = new Date();
const to = today.getTime();
const from = Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - MONTHS + 1);

/** Rows a second with all indexes, and with the primary key alone. */
async function insertCosts(engine) {
  const sample = { count: INSERT_SAMPLE, from: to - 86_400_000, to };
  const costs = {
    'all indexes': await load(engine.knex, { ...sample, seed: 2 }),
  };
  await engine.dropIndexes();
  costs['primary key only'] = await load(engine.knex, { ...sample, seed: 3 });
  return costs;
}

/** What the backend does with all of the log, in this order. */
function upkeepOf({ knex, settle }) {
  return {
    'and counted': async () => {
      while (await foldNewRows(knex)) await setImmediate();
    },
    'statistics refreshed': settle,
    'counts checked': () => checkRollups(knex),
  };
}

async function* linesOf(engine) {
  const speed = await load(engine.knex, { count: rows, from, to });
  yield rateLine(`${rows.toLocaleString('en')} rows added in batches`, speed);
  for (const [name, run] of Object.entries(upkeepOf(engine))) {
    const { ms, longestPause } = await timedWithPauses(run);
    const note = `nobody answered for ${Math.ceil(longestPause)} ms at most`;
    yield line(name, ms, undefined, note);
  }
  const cases = await casesOf(engine.reader, { from, to });
  let longest = 0;
  for (const [name, run] of Object.entries(cases)) {
    const { longestPause } = await timedWithPauses(run);
    longest = Math.max(longest, longestPause);
    yield line(
      name,
      await median(run, RUNS),
      undefined,
      await planOf(engine, anyRead, run),
    );
  }
  yield line('of all these reads: nobody answered for at most', longest, 100);
  for (const [name, megabytes] of Object.entries(await engine.sizes())) {
    yield `| size: ${name} | ${megabytes.toLocaleString('en')} MB | | |`;
  }
  for (const [name, cost] of Object.entries(await insertCosts(engine))) {
    yield rateLine(`rows added with ${name}`, cost);
  }
}

await report({
  title: 'How lists and reports of the activity log are answered',
  intro: `Made by \`node bench/activity-explain/index.mjs\`. Milliseconds are the median of ${RUNS} warm runs, with the API's own code. "(only)" means that the index answered without the table; ×n counts the months that were visited.`,
  casesOf: linesOf,
  from,
  file: new URL('RESULTS.md', import.meta.url),
});
