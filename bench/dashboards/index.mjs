/**
 * Measures dashboards at size, on both engines:
 * `node bench/dashboards/index.mjs [part] [engines] [seconds] [folder]`. The data of a
 * PostgreSQL stay in the folder for another run, and are in it for good until it is
 * removed.
 */
import { loadavg } from 'node:os';
import { report } from '../lib/report.mjs';
import { axisCases, tableOfAxes } from './axisCases.mjs';
import { load, quarter, sizesOf } from './data.mjs';
import { historyCases } from './history.mjs';
import { refreshCases } from './refreshing.mjs';
import { tabCases } from './tabs.mjs';

const [part = 1, , seconds = 150] = process.argv.slice(2).map(Number);
const [, engines = 'postgres', , folder] = process.argv.slice(2);
const sizes = sizesOf(part);
const TURNS = 7;
const say = count => count.toLocaleString('en');
const began = loadavg();
const rows = [];

async function* casesOf(engine) {
  const { knex } = engine;
  await load(engine, sizes);
  yield* axisCases(engine, { turns: TURNS, rows });
  yield* historyCases(knex, TURNS);
  yield* tabCases(knex, TURNS);
  if (engine.connectionString) {
    yield* refreshCases(engine, seconds);
  }
}

await report({
  title: 'Dashboards at size',
  intro: `Made by \`node bench/dashboards/index.mjs ${part}\`: ${say(
    sizes.items,
  )} items over three years, ${say(
    sizes.worklogs,
  )} entries of time over three years, and ${say(
    sizes.activity,
  )} rows of the log over a quarter, in 300 projects of one workspace. A member sees 40 of them, 20 because they are open, and the time of the other 20. The quarter is ${
    quarter.start
  } to ${
    quarter.end
  }; every answer has the total of the days before it, too. Numbers are asked of the service that answers \`dashboards/preview\`, with nothing to share; by hand is one statement with the same sight, bars, totals and names, and each answer was compared with it. Both take ${TURNS} turns, of a year ${Math.ceil(
    TURNS / 2,
  )}, after one that is not counted: the p95 is the slowest of them. PostgreSQL has 1 GB of buffers. The load of the machine was ${began
    .map(n => n.toFixed(1))
    .join(', ')} at the start, over 1, 5 and 15 minutes.`,
  engines,
  casesOf,
  from: Date.parse(quarter.start),
  server: {
    folder,
    settings: {
      shared_buffers: '1GB',
      max_wal_size: '2GB',
      maintenance_work_mem: '512MB',
    },
  },
  appendix: () => tableOfAxes(rows),
  file: part === 1 ? new URL('RESULTS.md', import.meta.url) : undefined,
});
process.exit(0);
