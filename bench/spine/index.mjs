/**
 * Measures the way of a change into the database and on to its subscribers, on
 * PostgreSQL: `node bench/spine/index.mjs`.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { loadBackend, requireOfBackend } from '../lib/backend.mjs';
import { line, percentile, timed } from '../lib/measure.mjs';
import { insertWorkspace } from '../lib/insertWorkspace.mjs';
import { report } from '../lib/report.mjs';
import { startEverybody } from './everybody.mjs';
import { createSpine, insertRecorded, kinds, WORKSPACE } from './spine.mjs';

const { zip } = requireOfBackend('lodash');
const { createNotes } = loadBackend('__testUtils__/spine');

const ROUNDS = 15;
const CHANGES_A_ROUND = 300;
const LAG_SECONDS = 20;
const WARMING_SECONDS = 5;
const RATE = 500;
const READ_BATCH = 1_000;

/**
 * How many times as long as the bare insert creating may take. It was 1.5 for
 * both until the outbox kept the resource for those who are told of it.
 */
const MOST_TIMES = { note: 2.5, department: 1.6 };

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

const nobody = { transactional: [], external: [] };

async function* createCases(knex) {
  const { changes } = createSpine(knex, nobody);
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

/** A subscriber outside the database that does nothing but look at the clock. */
function listenerTo(lags) {
  return {
    name: 'listener',
    handle: async batch => {
      const now = Date.now();
      for (const { created_at } of batch) {
        lags.push(now - Date.parse(created_at));
      }
    },
  };
}

/** Makes changes at the rate, for some seconds; answers how many a second. */
async function makeFor(seconds, make) {
  const began = performance.now();
  const running = [];
  const wanted = RATE * seconds;
  while (running.length < wanted) {
    const due = Math.floor(((performance.now() - began) / 1_000) * RATE);
    while (running.length < Math.min(due, wanted)) {
      running.push(make(running.length));
    }
    await sleep(2);
  }
  await Promise.all(running);
  return wanted / ((performance.now() - began) / 1_000);
}

/**
 * How long changes take to their subscribers while many are made a second, after
 * some seconds of the same that are not counted.
 *
 * @param make - makes a change
 */
async function lagsOf({ runner, lags, make }) {
  runner.start();
  await makeFor(WARMING_SECONDS, make);
  while (lags.length < RATE * WARMING_SECONDS) await sleep(10);
  lags.length = 0;
  const rate = await makeFor(LAG_SECONDS, make);
  while (lags.length < RATE * LAG_SECONDS) await sleep(10);
  await runner.stop();
  return { rate, lags: lags.sort((a, b) => a - b) };
}

function lagLine(to, { rate, lags }) {
  return line(
    `from the change to ${to}, p95 at ${Math.round(rate)} changes/s`,
    percentile(lags, 0.95),
    250,
    `median ${percentile(lags, 0.5)} ms, ${lags.length.toLocaleString(
      'en',
    )} changes`,
  );
}

async function* lagCase(knex) {
  const lags = [];
  const { runner, changes } = createSpine(knex, {
    transactional: [],
    external: [listenerTo(lags)],
  });
  yield lagLine(
    'its subscriber',
    await lagsOf({
      runner,
      lags,
      make: () => insertRecorded(changes, 'note'),
    }),
  );
}

/** Makes a thousand changes that nobody is told of yet. */
async function makeBacklog(make) {
  for (let n = 0; n < READ_BATCH; n += 50) {
    await Promise.all(Array.from({ length: 50 }, (_, nth) => make(n + nth)));
  }
}

async function* readCase(knex) {
  const found = {};
  for (const count of [1, 10]) {
    const { relay, changes } = createSpine(knex, {
      transactional: [],
      external: Array.from({ length: count }, (_, n) => ({
        name: `listener-${n}`,
        handle: async () => {},
      })),
    });
    await makeBacklog(() => insertRecorded(changes, 'note'));
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

/** The same with all subscribers that Callboard has, and what they lead to. */
async function* everybodyCases(knex) {
  // The cases before have left changes for subscribers that are gone.
  await knex('outbox').delete();
  await knex('outbox_subscribers').delete();
  const lags = [];
  const everybody = await startEverybody(knex, listenerTo(lags));
  const { changes, runner, others } = everybody;
  const make = nth => everybody.changeItem(changes, nth);
  yield lagLine(
    `its subscriber, beside all that Callboard has (${others.join(', ')})`,
    await lagsOf({ runner, lags, make }),
  );
  await everybody.stop();
}

await report({
  title: 'The way of a change',
  intro:
    'Made by `node bench/spine/index.mjs`. Every commit is on disk before it is answered; medians of turns, one after the other, and lags after five seconds of the same that are not counted. All subscribers are those of a started Callboard, whose queue works meanwhile in the same process: changes are of work items, a webhook to a receiver in another process wants each of them, and of every tenth an assignee is told.',
  engines: 'postgres',
  vacuums: true,
  async *casesOf({ knex }) {
    await createNotes(knex);
    await insertWorkspace(knex, WORKSPACE);
    yield* createCases(knex);
    yield* lagCase(knex);
    yield* readCase(knex);
    yield* everybodyCases(knex);
  },
  file: new URL('RESULTS.md', import.meta.url),
});
process.exit(0);
