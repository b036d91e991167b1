/**
 * Measures what keeping audit events adds to a request that is audited:
 * `node bench/audit/index.mjs [turns] [requests of a turn] [seconds of the flood]`.
 */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { percentile, requesterOf, timed } from '../lib/measure.mjs';
import { writeReport } from '../lib/report.mjs';
import { openDatabase } from '../posting/database.mjs';
import { startPortal } from '../posting/startPortal.mjs';

const { startPostgres } = createRequire(import.meta.url)(
  '../../scripts/testing/postgres.cjs',
);

const [turns = 15, requests = 1_000, seconds = 20] = process.argv
  .slice(2, 5)
  .map(Number);
const isSmall = turns < 15 || requests < 1_000 || seconds < 20;

const FLOOD_RATE = 5_000;
const DIRECT = 2_000;

const features = new URL('features.mjs', import.meta.url).href;
const middle = values =>
  percentile(
    [...values].sort((a, b) => a - b),
    0.5,
  );

const row = (what, measured, bound = '', note = '') =>
  `| ${what} | ${measured} | ${bound} | ${note} |`;
const ms = value => `${value.toFixed(2)} ms`;

/** A portal that keeps audit events, or does not. */
async function startAudited(postgres, activity) {
  const portal = await startPortal({
    connection: postgres.connectionString,
    people: 1,
    config: { callboard: { activity } },
    also: [features],
  });
  const post = requesterOf(
    portal,
    `Bearer ${portal.tokens[0]}`,
    '/api/audited',
  );
  return { ...portal, post: path => post('POST', path) };
}

/** Single requests that take turns, one on each side. */
async function turnOf(sides) {
  const found = sides.map(() => []);
  for (let n = 0; n < requests; n += 1) {
    for (const [side, { post }] of sides.entries()) {
      found[side].push((await timed(() => post('/'))).ms);
    }
  }
  return found.map(times => {
    const sorted = times.sort((a, b) => a - b);
    return { p50: percentile(sorted, 0.5), p99: percentile(sorted, 0.99) };
  });
}

async function requestLines(sides) {
  const found = [];
  for (let turn = 0; turn <= turns; turn += 1) {
    const measured = await turnOf(sides);
    if (turn > 0) found.push(measured);
  }
  return ['p50', 'p99'].map(part => {
    const added = middle(found.map(([on, off]) => on[part] - off[part]));
    const over = part === 'p99' && added > 1 ? ' **over**' : '';
    const [on, off] = [0, 1].map(side =>
      middle(found.map(each => each[side][part])),
    );
    return row(
      `added to an audited request, ${part}`,
      ms(added) + over,
      part === 'p99' ? '1 ms' : '',
      `${ms(on)}, and ${ms(off)} where nothing is kept`,
    );
  });
}

async function directLine(sides) {
  const found = [];
  for (let turn = 0; turn <= turns; turn += 1) {
    const both = [];
    for (const { post } of sides) {
      both.push((await post(`/direct?count=${DIRECT}`)).us);
      // Until it is stored.
      await sleep(1_000);
    }
    if (turn > 0) found.push(both);
  }
  const [on, off] = [0, 1].map(side => middle(found.map(each => each[side])));
  return row(
    'added to auditing an act without a request, begin and end',
    `${(on - off).toFixed(0)} µs`,
    '',
    `${on.toFixed(0)} µs, and ${off.toFixed(0)} µs`,
  );
}

/** What requests take and what a backend holds during a flood. */
async function duringFlood(portal) {
  const before = await portal.memory();
  await portal.post(`/flood?rate=${FLOOD_RATE}&seconds=${seconds}`);
  const times = [];
  let memory = 0;
  const end = performance.now() + 1_000 * seconds;
  while (performance.now() < end) {
    times.push((await timed(() => portal.post('/'))).ms);
    memory = Math.max(memory, await portal.memory());
    await sleep(10);
  }
  times.sort((a, b) => a - b);
  return { before, times, memory };
}

async function floodLines([on, off], database) {
  const count = async () => {
    await database.untilQuiet();
    const [{ found }] = await database.read(
      "SELECT count(*) AS found FROM activity WHERE source = 'auditor'",
    );
    return Number(found);
  };
  const droppedIn = async () => (await on.post('/dropped')).dropped;
  const storedBefore = await count();
  const droppedBefore = await droppedIn();
  const { before, times, memory } = await duringFlood(on);
  const stored = (await count()) - storedBefore;
  const dropped = (await droppedIn()) - droppedBefore;
  const without = await duringFlood(off);
  const wanted = FLOOD_RATE * seconds + times.length;
  assert.equal(stored + dropped, wanted, 'Some acts vanished');
  const flood = `${FLOOD_RATE.toLocaleString(
    'en',
  )} acts a second for ${seconds} s`;
  const describe = found =>
    `median ${ms(percentile(found, 0.5))}, longest ${ms(found.at(-1))}`;
  return [
    row(
      `${flood}: an audited request meanwhile, p99`,
      ms(percentile(times, 0.99)),
      '',
      describe(times),
    ),
    row(
      'the same where nothing is kept',
      ms(percentile(without.times, 0.99)),
      '',
      describe(without.times),
    ),
    row(
      'memory of the backend meanwhile, at most',
      `${memory} MB`,
      '',
      `${before} MB before; ${without.memory} MB where nothing is kept`,
    ),
    row(
      'acts stored',
      stored.toLocaleString('en'),
      '',
      `of ${wanted.toLocaleString('en')}; ${dropped.toLocaleString(
        'en',
      )} were dropped, and counted`,
    ),
  ];
}

const postgres = await startPostgres({
  durable: true,
  settings: { shared_buffers: '256MB', max_wal_size: '4GB' },
});
const sides = [
  await startAudited(postgres, { auditor: { plugins: 'all' } }),
  await startAudited(postgres, {}),
];
try {
  const database = await openDatabase(postgres, 'callboard');
  const lines = [];
  for (const found of [
    ...(await requestLines(sides)),
    await directLine(sides),
    ...(await floodLines(sides, database)),
  ]) {
    process.stdout.write(`${found}\n`);
    lines.push(found);
  }
  const [{ server_version }] = await database.read('SHOW server_version');
  await database.close();
  if (!isSmall) {
    await writeReport({
      title: 'Keeping audit events',
      intro: `Made by \`node bench/audit/index.mjs\`: two backends of the platform's real services on one PostgreSQL that writes durably, each with a plugin that audits a request from begin to end and does nothing else; one keeps what is audited as activity, the other has the module without its key. Single requests take turns between the two, ${requests} on each side a turn; figures are medians of ${turns} turns, after one that only warms up. What is added is the median of the turns' differences.`,
      sections: [[`PostgreSQL ${server_version}`, lines]],
      file: new URL('RESULTS.md', import.meta.url),
    });
  }
} finally {
  await Promise.all(sides.map(side => side.stop()));
  await postgres.stop();
}
process.exit(0);
