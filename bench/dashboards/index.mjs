/**
 * Measures dashboards at size:
 * `node bench/dashboards/index.mjs [part] [engines] [seconds] [folder]`, on both engines
 * unless they are named, with commas between them; what is a million items for
 * PostgreSQL is a tenth of it for SQLite. Viewers look for some seconds in each case.
 * The data of a PostgreSQL stay in the folder for another run, and are in it for good
 * until it is removed. A report is written of a run with all there is. Ends with 1 when
 * an answer differs from the one by hand, or a chart has nothing to show.
 */
import { disconnect } from '../lib/measure.mjs';
import { inProgress, progress } from '../lib/progress.mjs';
import { report } from '../lib/report.mjs';
import { axisCases, tableOfAxes } from './axisCases.mjs';
import { load, quarter, sizesOf } from './data.mjs';
import { factsOf, machineNow } from './facts.mjs';
import { historyCases } from './history.mjs';
import { refreshCases } from './refreshing.mjs';
import { sortMemoryCases } from './sortMemory.mjs';
import { tabCases } from './tabs.mjs';

const args = process.argv.slice(2);
const [part = 1, , seconds = 90] = args.map(Number);
const [, engines = 'postgres,sqlite', , folder] = args;
const TURNS = { quarter: 7, year: 3 };
const TURNS_OF_SQLITE = { quarter: 3, year: 3 };
const isWhole = part === 1 && engines === 'postgres,sqlite';

const began = machineNow();
const facts = [];
const rows = [];

/** All that is measured, on a PostgreSQL. */
async function* postgresCases(engine) {
  const { knex } = engine;
  await inProgress('loading', () => load(engine, sizesOf(part)));
  facts.push(await factsOf(engine));
  yield* axisCases(engine, { turns: TURNS, rows });
  yield* sortMemoryCases(engine, rows);
  progress('charts over time');
  yield* historyCases(knex, TURNS.quarter);
  progress('tabs');
  yield* tabCases(knex, TURNS.quarter);
  yield* refreshCases(engine, seconds);
}

/** The same questions, on a SQLite, with a tenth of the work, and of the log less. */
async function* sqliteCases(engine) {
  const sizes = {
    ...sizesOf(part / 10),
    activity: sizesOf(part / 50).activity,
  };
  await inProgress('loading', () => load(engine, sizes));
  facts.push(await factsOf(engine));
  yield* axisCases(engine, { turns: TURNS_OF_SQLITE, rows });
  progress('charts over time');
  yield* historyCases(engine.reader, TURNS_OF_SQLITE.quarter);
  progress('tabs');
  yield* tabCases(engine.reader, TURNS_OF_SQLITE.quarter);
}

const introOf = () => `Made by \`node bench/dashboards/index.mjs${args
  // A folder is a place on somebody's machine.
  .map((arg, nth) => ` ${nth === 3 ? '<folder>' : arg}`)
  .join('')}\`.

${facts.map(fact => `- ${fact}`).join('\n')}

Items and time are of three years, the log of the quarter, ${
  quarter.start
} to ${
  quarter.end
}. A member sees 40 of the projects, 20 because they are open, and the time of the other 20, beside their own. Every answer has the total of the days before its days, too. Numbers are asked of the service that answers \`dashboards/preview\`, with nothing to share. By hand, on PostgreSQL, is one statement with the same sight, bars, totals and names; each answer was compared with it: the keys, names and numbers of all bars, groups and cells. Both take ${
  TURNS.quarter
} turns, of a year ${TURNS.year}, after one that is not counted, on SQLite ${
  TURNS_OF_SQLITE.quarter
}: the p95 is the slowest of them. Viewers are pages that ask as the portal's do, over six connections each, for ${seconds} s, in which nothing changes; they open it within the first 30 s.

The load of the machine over 1, 5 and 15 minutes was ${began} at the start, and ${machineNow()} at the end.`;

await report({
  title: 'Dashboards at size',
  intro: introOf,
  engines,
  casesOf: engine =>
    engine.connectionString ? postgresCases(engine) : sqliteCases(engine),
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
  file: isWhole ? new URL('RESULTS.md', import.meta.url) : undefined,
});
disconnect();
progress('done');
if (rows.some(({ differences }) => differences.length > 0)) {
  process.exitCode = 1;
}
