/**
 * Measures the way of a change into the database and on to its subscribers, on
 * PostgreSQL: `node bench/spine/index.mjs`.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { startPostgres } from '../../scripts/testing/postgres.cjs';
import { loadBackend, migrations, requireOfBackend } from '../lib/backend.mjs';
import { line, percentile, timed } from '../lib/measure.mjs';
import { writeReport } from '../lib/report.mjs';

const Knex = requireOfBackend('knex');
const { zip } = requireOfBackend('lodash');
const { Changes } = loadBackend('changes/Changes');
const { Outbox } = loadBackend('changes/Outbox');
const { Relay } = loadBackend('changes/Relay');
const { RelayRunner } = loadBackend('changes/RelayRunner');
const { ActivityLog } = loadBackend('changes/log/ActivityLog');
const { DepartmentStore } = loadBackend('features/departments/DepartmentStore');
const { newId } = loadBackend('database/ids');
const { createNotes, jane, noteId, noteTable, silent } = loadBackend(
  '__testUtils__/spine',
);

const ROUNDS = 15;
const CHANGES_A_ROUND = 300;
const LAG_SECONDS = 20;
const RATE = 500;
const READ_BATCH = 1_000;

/**
 * How many times as long as the bare insert creating may take. It was 1.5 for
 * both until the outbox kept the resource for those who are told of it.
 */
const MOST_TIMES = { note: 2.5, department: 1.6 };

const WORKSPACE = '01900000-0000-7000-8000-000000000000';

const departments = new DepartmentStore();
const clock = { now: () => Date.now() };
let notes = 1;

/** A spine with its own subscribers, awake or not. */
function createSpine(knex, subscribers) {
  const outbox = new Outbox();
  const relay = new Relay({
    knex,
    clock,
    logger: silent,
    outbox,
    subscribers: { transactional: [], external: subscribers },
  });
  const runner = new RelayRunner(relay, silent);
  const changes = new Changes({
    knex,
    clock,
    log: new ActivityLog(),
    outbox,
    onCommit: () => runner.wake(),
  });
  return { relay, runner, changes };
}

/**
 * What is created: a row of two columns and one index, and a department as its
 * own store inserts it.
 */
const kinds = {
  note: async tx => {
    notes += 1;
    await tx(noteTable).insert({ id: notes, name: 'a note' });
    return { id: noteId(notes), name: 'a note' };
  },
  department: async tx => {
    const now = clock.now();
    const department = {
      id: newId(now),
      workspace_id: WORKSPACE,
      name: 'Platform',
      code: null,
      short_name: null,
      dept_code: null,
      description: 'Runs what the others build on',
      dept_type: 'team',
      parent_id: null,
      level: 0,
      manager_ref: 'user:default/jane',
      sort_order: now,
      is_active: true,
      entity_ref: null,
      version: 1,
      created_at: now,
      updated_at: now,
    };
    await departments.insertMany(tx, [department]);
    return department;
  },
};

const insertRecorded = (changes, kind) =>
  changes.run(jane, async change => {
    const { workspace_id: _, ...after } = await kinds[kind](change.tx);
    change.record({
      workspace_id: WORKSPACE,
      entity_type: kind,
      entity_id: after.id,
      entity_label: after.name,
      visibility: 'workspace',
      before: null,
      after,
    });
  });

/** What a second statement alone adds: the round trip of it. */
const insertAndAsk = (knex, kind) =>
  knex.transaction(async tx => {
    await kinds[kind](tx);
    await tx.raw('SELECT');
  });

/** How long some changes take, so many at a time. */
async function pace(concurrency, run) {
  const { ms } = await timed(() =>
    Promise.all(
      Array.from({ length: concurrency }, async () => {
        for (let n = 0; n < CHANGES_A_ROUND / concurrency; n += 1) await run();
      }),
    ),
  );
  return ms / CHANGES_A_ROUND;
}

async function* createCases(knex) {
  const { changes } = createSpine(knex, []);
  for (const kind of Object.keys(kinds)) {
    for (const concurrency of [1, 10]) {
      const turns = [];
      for (let round = 0; round <= ROUNDS; round += 1) {
        turns.push([
          await pace(concurrency, () => knex.transaction(kinds[kind])),
          await pace(concurrency, () => insertAndAsk(knex, kind)),
          await pace(concurrency, () => insertRecorded(changes, kind)),
        ]);
      }
      // The first is for warming.
      const [base, asked, whole] = zip(...turns.slice(1)).map(found =>
        percentile(
          found.sort((a, b) => a - b),
          0.5,
        ),
      );
      const share = whole / base;
      yield `| create a ${kind} with its trace and outbox entry, ${concurrency} at a time | ${whole.toFixed(
        2,
      )} ms, ${share.toFixed(2)} ×${
        share > MOST_TIMES[kind] ? ' **over**' : ''
      } | ≤ ${
        MOST_TIMES[kind]
      } × | the bare insert in a transaction: ${base.toFixed(
        2,
      )} ms; with an empty \`SELECT\` after it ${(asked / base).toFixed(
        2,
      )} × |`;
    }
  }
  await knex('outbox').delete();
}

async function* lagCase(knex) {
  const lags = [];
  const { runner, changes } = createSpine(knex, [
    {
      name: 'listener',
      handle: async batch => {
        const now = Date.now();
        for (const { created_at } of batch) {
          lags.push(now - Date.parse(created_at));
        }
      },
    },
  ]);
  runner.start();
  const began = performance.now();
  const running = [];
  const wanted = RATE * LAG_SECONDS;
  while (running.length < wanted) {
    const due = Math.floor(((performance.now() - began) / 1_000) * RATE);
    while (running.length < Math.min(due, wanted)) {
      running.push(insertRecorded(changes, 'note'));
    }
    await sleep(2);
  }
  await Promise.all(running);
  const seconds = (performance.now() - began) / 1_000;
  while (lags.length < wanted) await sleep(10);
  await runner.stop();
  lags.sort((a, b) => a - b);
  yield line(
    `from the change to its subscriber, p95 at ${Math.round(
      wanted / seconds,
    )} changes/s`,
    percentile(lags, 0.95),
    250,
    `median ${percentile(lags, 0.5)} ms, ${wanted.toLocaleString(
      'en',
    )} changes`,
  );
}

async function* readCase(knex) {
  const found = {};
  for (const count of [1, 10]) {
    const { relay, changes } = createSpine(
      knex,
      Array.from({ length: count }, (_, n) => ({
        name: `listener-${n}`,
        handle: async () => {},
      })),
    );
    for (let n = 0; n < READ_BATCH; n += 50) {
      await Promise.all(
        Array.from({ length: 50 }, () => insertRecorded(changes, 'note')),
      );
    }
    const reads = [];
    const note = ({ sql }) => {
      if (/from "(outbox|activity)"/.test(sql) && /^select/i.test(sql)) {
        reads.push(sql);
      }
    };
    knex.on('query', note);
    const { ms } = await timed(() => relay.drain());
    knex.off('query', note);
    found[count] = { ms, reads: reads.length };
  }
  const [one, ten] = [found[1], found[10]];
  yield `| handing ${READ_BATCH.toLocaleString(
    'en',
  )} changes to 10 subscribers | ${ten.reads} reads${
    ten.reads > one.reads ? ' **over**' : ''
  } | ${one.reads} reads, as to one | ${Math.round(
    ten.ms,
  )} ms; to one ${Math.round(one.ms)} ms |`;
}

process.on('unhandledRejection', error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});

const server = await startPostgres({
  durable: true,
  settings: { shared_buffers: '256MB' },
});
const knex = Knex({
  client: 'pg',
  connection: server.connectionString,
  pool: { min: 0, max: 20 },
});
await knex.migrate.latest({ directory: migrations });
await createNotes(knex);
await knex('workspaces').insert({
  id: WORKSPACE,
  slug: 'bench',
  name: 'Bench',
  timezone: 'UTC',
  week_start: 1,
  settings: '{}',
  version: 1,
  created_at: new Date(),
  updated_at: new Date(),
});
const { rows } = await knex.raw('SHOW server_version');
const lines = [];
for (const cases of [createCases(knex), lagCase(knex), readCase(knex)]) {
  for await (const found of cases) {
    process.stdout.write(`${found}\n`);
    lines.push(found);
  }
}
await knex.destroy();
await server.stop();
await writeReport({
  title: 'The way of a change',
  intro:
    'Made by `node bench/spine/index.mjs`. Every commit is on disk before it is answered; medians of turns, one after the other.',
  sections: [[`PostgreSQL ${rows[0].server_version}`, lines]],
  file: new URL('RESULTS.md', import.meta.url),
});
process.exit(0);
