/**
 * Measures time at size, on both engines:
 * `node bench/time/index.mjs [entries] [people] [projects] [engines]`.
 */
import { insertWorkspace } from '../lib/insertWorkspace.mjs';
import { loadBackend } from '../lib/backend.mjs';
import { disconnect, requester } from '../lib/measure.mjs';
import { report } from '../lib/report.mjs';
import { loadCompany, loadWorklogs } from './data.mjs';
import { capacityCase, pageLines, pagesOf } from './reading.mjs';
import { importCase, letLog, savingCase, timesheetCase } from './requests.mjs';
import { summaryCases } from './summaries.mjs';

const { refreshStatistics } = loadBackend('database/refreshStatistics');
const { startCallboardOn, authorizationOf } = loadBackend(
  '__testUtils__/startCallboard',
);

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
  const { knex } = engine;
  const callboard = await startCallboardOn(knex, {
    config: { activity: { eventsPerMinute: 1_000_000 } },
  });
  try {
    yield* measuredOn(engine, callboard);
  } finally {
    disconnect();
    await callboard.stop();
  }
}

async function* measuredOn(engine, callboard) {
  const { knex, reader } = engine;
  const isPostgres = engine.name.startsWith('PostgreSQL');
  const load = async (id, size) => {
    const company = await loadCompany(knex, id, { people, projects });
    await loadWorklogs(knex, id, company, size);
    return { company, asker: askerOf(id) };
  };
  const admin = requester(callboard, authorizationOf('superAdmin'));
  const { id } = JSON.parse(await admin('GET', ''));
  const small = await load(await insertWorkspace(knex), SMALL);
  const large = await load(id, entries);
  await (isPostgres ? knex.raw('VACUUM (ANALYZE)') : refreshStatistics(knex));
  yield* summaryCases(engine, large.company, large.asker);
  yield* pageLines(
    await pagesOf(reader, large.asker, DEEP),
    await pagesOf(reader, small.asker, SMALL / 50),
    DEEP,
  );
  yield* capacityCase(engine, large.company, large.asker);
  const savers = await letLog(callboard, large.company);
  yield* timesheetCase(callboard, savers, isPostgres);
  yield* savingCase(knex, callboard, savers, isPostgres);
  yield* importCase(callboard, savers, isPostgres);
}

await report({
  title: 'Time at size',
  intro: `Made by \`node bench/time/index.mjs\`: ${entries.toLocaleString(
    'en',
  )} entries of ${people.toLocaleString(
    'en',
  )} people in ${projects} projects over three years, as an admin of the workspace sees them. PostgreSQL writes durably. Both sides of a comparison take turns on the same server, after the same number of turns that are not counted; the sums by hand are those of people and of items, with their names. Timesheets, weeks and the import are whole requests over HTTP, the people who save in a process of their own.`,
  engines: process.argv[5],
  casesOf,
  file: new URL('RESULTS.md', import.meta.url),
});
process.exit(0);
