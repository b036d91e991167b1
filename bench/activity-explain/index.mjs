/**
 * Loads a year of activity into both engines and writes down, for every filter
 * of the lists and reports, through which indexes it goes and how long it
 * takes: `node bench/activity-explain/index.mjs [rows]`.
 */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import prettier from 'prettier';
import { casesOf } from './cases.mjs';
import { load, MONTHS } from './data.mjs';
import { openPostgres, openSqlite } from '../lib/engines.mjs';

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
    if (/^select/i.test(sql)) statements.push([sql, bindings]);
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
    plan: [...new Set(plans)].join(' · '),
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

async function report(engine) {
  const lines = [`## ${engine.name}`, ''];
  const speed = await load(engine.knex, { count: rows, from, to });
  await engine.settle();
  lines.push(
    `${rows.toLocaleString(
      'en',
    )} rows in batches, with the API's own code: ${speed.toLocaleString(
      'en',
    )} rows/s.`,
    '',
    '| what | ms | how |',
    '|---|---:|---|',
  );
  const cases = await casesOf(engine.knex, { from, to });
  for (const [name, run] of Object.entries(cases)) {
    const { ms, plan } = await measure(engine, run);
    const line = `| ${name} | ${ms.toFixed(ms < 10 ? 1 : 0)} | ${plan} |`;
    process.stdout.write(`${line}\n`);
    lines.push(line);
  }
  const table = (head, values) => {
    lines.push('', `| ${head} | |`, '|---|---:|');
    for (const [name, value] of Object.entries(values)) {
      lines.push(`| ${name} | ${value.toLocaleString('en')} |`);
    }
  };
  table('size in MB', await engine.sizes());
  table('rows/s added', await insertCosts(engine));
  return lines.join('\n');
}

const parts = [];
for (const open of [openPostgres, openSqlite]) {
  const engine = await open(from, to);
  try {
    parts.push(await report(engine));
  } finally {
    await engine.stop();
  }
}
const results = `# How lists and reports of the activity log are answered

${today.toISOString().slice(0, 10)} · Node ${process.version} · ${
  cpus().length
} × ${cpus()[0].model.trim()}

Made by \`node bench/activity-explain/index.mjs\`. Milliseconds are the median of ${RUNS} warm runs, with the API's own code. "(only)" means that the index answered without the table; ×n counts the months that were visited.

${parts.join('\n\n')}
`;
writeFileSync(
  new URL('RESULTS.md', import.meta.url),
  prettier.format(results, { parser: 'markdown' }),
);
