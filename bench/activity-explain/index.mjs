/**
 * Loads a year of activity into both engines and writes down, for every filter
 * of the lists and reports, through which indexes it goes and how long it
 * takes: `node bench/activity-explain/index.mjs [rows]`.
 */
import { loadBackend } from '../lib/backend.mjs';
import { openPostgres, openSqlite } from '../lib/engines.mjs';
import { writeReport } from '../lib/report.mjs';
import { casesOf } from './cases.mjs';
import { load, MONTHS } from './data.mjs';

const { foldNewRows } = loadBackend('features/activity/rollups/foldNewRows');

const RUNS = 5;
const INSERT_SAMPLE = 50_000;

const rows = Number(process.argv[2] ?? 1_000_000);
const today = new Date();
const to = today.getTime();
const from = Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - MONTHS + 1);

/** The median of several runs in milliseconds, and the plans of the last. */
async function measure(engine, run) {
  const times = [];
  let statements = [];
  const remember = ({ sql, bindings }) => {
    if (/^\s*(select|with)\b/i.test(sql)) statements.push([sql, bindings]);
  };
  for (let n = 0; n < RUNS; n += 1) {
    statements = [];
    engine.knex.on('query', remember);
    const began = performance.now();
    await run();
    times.push(performance.now() - began);
    engine.knex.off('query', remember);
  }
  const plans = [];
  for (const [sql, bindings] of statements) {
    plans.push(await engine.explain(sql, bindings ?? []));
  }
  return {
    ms: times.sort((a, b) => a - b)[Math.floor(RUNS / 2)],
    plan: [...new Set(plans)].filter(Boolean).join(' · '),
  };
}

/** Rows a second with all indexes, without each, and without any. */
async function insertCosts(engine) {
  const sample = { count: INSERT_SAMPLE, from: to - 86_400_000, to };
  const costs = {
    'all indexes': await load(engine.knex, { ...sample, seed: 2 }),
  };
  await engine.dropIndexes();
  costs['primary key only'] = await load(engine.knex, { ...sample, seed: 3 });
  return costs;
}

const count = value => value.toLocaleString('en');

async function* linesOf(engine) {
  const speed = await load(engine.knex, { count: rows, from, to });
  yield `| ${count(rows)} rows added in batches | ${count(speed)}/s | | |`;
  const began = performance.now();
  while (await foldNewRows(engine.knex));
  const seconds = (performance.now() - began) / 1_000;
  yield `| and counted | ${seconds.toFixed(1)} s | | |`;
  await engine.settle();
  const cases = await casesOf(engine.knex, { from, to });
  for (const [name, run] of Object.entries(cases)) {
    const { ms, plan } = await measure(engine, run);
    yield `| ${name} | ${ms.toFixed(ms < 10 ? 1 : 0)} ms | | ${plan} |`;
  }
  for (const [name, megabytes] of Object.entries(await engine.sizes())) {
    yield `| size: ${name} | ${count(megabytes)} MB | | |`;
  }
  for (const [name, cost] of Object.entries(await insertCosts(engine))) {
    yield `| rows added with ${name} | ${count(cost)}/s | | |`;
  }
}

const sections = [];
for (const open of [openPostgres, openSqlite]) {
  const engine = await open(from, to);
  const lines = [];
  try {
    for await (const found of linesOf(engine)) {
      process.stdout.write(`${found}\n`);
      lines.push(found);
    }
    sections.push([engine.name, lines]);
  } finally {
    await engine.stop();
  }
}
await writeReport({
  title: 'How lists and reports of the activity log are answered',
  intro: `Made by \`node bench/activity-explain/index.mjs\`. Milliseconds are the median of ${RUNS} warm runs, with the API's own code. "(only)" means that the index answered without the table; ×n counts the months that were visited.`,
  sections,
  file: new URL('RESULTS.md', import.meta.url),
});
