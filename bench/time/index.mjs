/**
 * Measures time at size, on both engines:
 * `node bench/time/index.mjs [entries] [people] [projects] [engines]`.
 */
import { insertWorkspace } from '../lib/insertWorkspace.mjs';
import { loadBackend } from '../lib/backend.mjs';
import { report } from '../lib/report.mjs';
import { loadCompany, loadWorklogs } from './data.mjs';
import { capacityCase, pageLines, pagesOf } from './reading.mjs';
import { summaryCases } from './summaries.mjs';

const { refreshStatistics } = loadBackend('database/refreshStatistics');

const [entries = 3_000_000, people = 2_000, projects = 300] = process.argv
  .slice(2, 5)
  .map(Number);
const SMALL = 10_000;
/** Nobody pages further; the small table has no more than the last one. */
const DEEP = 1_000;

/** An admin of a workspace. */
const askerOf = id => ({
  caller: { user_ref: 'user:default/p1' },
  workspace: { id, slug: id, timezone: 'UTC', week_start: 1, settings: {} },
  role: 'admin',
});

async function* casesOf(engine) {
  const { knex, reader } = engine;
  const load = async size => {
    const id = await insertWorkspace(knex);
    const company = await loadCompany(knex, id, { people, projects });
    await loadWorklogs(knex, id, company, size);
    return { company, asker: askerOf(id) };
  };
  const small = await load(SMALL);
  const large = await load(entries);
  await (engine.name.startsWith('PostgreSQL')
    ? knex.raw('VACUUM (ANALYZE)')
    : refreshStatistics(knex));
  yield* summaryCases(engine, large.company, large.asker);
  yield* pageLines(
    await pagesOf(reader, large.asker, DEEP),
    await pagesOf(reader, small.asker, SMALL / 50),
    DEEP,
  );
  yield* capacityCase(engine, large.company, large.asker);
}

await report({
  title: 'Time at size',
  intro: `Made by \`node bench/time/index.mjs\`: ${entries.toLocaleString(
    'en',
  )} entries of ${people.toLocaleString(
    'en',
  )} people in ${projects} projects over three years, as an admin of the workspace sees them. PostgreSQL writes durably. Both sides of a comparison take turns on the same server, after the same number of turns that are not counted; the sums by hand are those of people and of items, with their names.`,
  engines: process.argv[5],
  casesOf,
  file: new URL('RESULTS.md', import.meta.url),
});
process.exit(0);
