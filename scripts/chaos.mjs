/**
 * `npm run chaos`: runs two backends on one PostgreSQL that writes durably, with clients that send
 * requests to both while faults occur. Afterwards, everything acknowledged must exist exactly once,
 * and all recipients must have been notified.
 *
 *   npm run chaos                                  all phases: about ten minutes
 *   npm run chaos -- --seed 7                      repeats the random numbers
 *   npm run chaos -- --phases kills,outages        only these phases; the others: fanOut,
 *                                                  freezes, exchanges, rollingRestart, fullDisk,
 *                                                  readOnly, removals
 *
 * Exits with code 1 when a check is violated, or has too few cases to prove anything. A complete
 * run that succeeds writes bench/CHAOS.md.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { verify } from './chaos/checks/verify.mjs';
import { Fleet } from './chaos/Fleet.mjs';
import { Load } from './chaos/Load.mjs';
import * as database from './chaos/phases/database.mjs';
import * as removals from './chaos/phases/removals.mjs';
import * as replicas from './chaos/phases/replicas.mjs';
import { SmtpSink, WebhookReceivers } from './chaos/outside.mjs';
import { seededRandom } from './chaos/random.mjs';
import { listFailures, listRefused, makeRecord } from './chaos/report.mjs';
import { Viewers } from './chaos/Viewers.mjs';
import { fail, say, step } from './lib/say.mjs';

const allPhases = { ...replicas, ...database, ...removals };

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '6' },
    changes: { type: 'string', default: '900' },
    // More clients than the replicas have database connections.
    clients: { type: 'string', default: '24' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    phases: { type: 'string', default: Object.keys(allPhases).join() },
  },
});
const { phases: list, ...texts } = values;
const names = list.split(',');
if (names.some(name => !allPhases[name])) {
  fail(`--phases must be a list of ${Object.keys(allPhases).join(', ')}.`);
}
const settings = {};
let command = 'npm run chaos --';
for (const [name, text] of Object.entries(texts)) {
  if (!/^\d+$/.test(text)) {
    fail(`--${name} must be a whole number, not "${text}".`);
  }
  settings[name] = Number(text);
  command += ` --${name} ${text}`;
}

/** Each consumer of random numbers has its own generator, so that none affects the others. */
const makeRandom = consumer => seededRandom(settings.seed * 1_000 + consumer);

const startedAt = Date.now();
const secondsSince = moment => Math.round((Date.now() - moment) / 1_000);
const phases = [];
const failures = [];
let fleet;

function addFailures(found) {
  for (const text of found) {
    say(`  ✗ ${text}`);
    failures.push(text);
  }
}

async function runPhase(context, name) {
  const { load } = context;
  const { title, run } = allPhases[name];
  const since = Date.now();
  const before = load.counts();
  const work = { ...context, ...settings, random: makeRandom(999) };
  const note = await step(title, () => run(work));
  const phase = {
    name,
    title,
    note: note ?? 'SKIPPED: requires root on Linux',
  };
  phases.push(phase);
  if (note) {
    await load.pause();
    phase.results = await step('Checking', () => verify(context));
    addFailures(listFailures(phase.results));
  }
  phase.seconds = secondsSince(since);
  phase.counts = Object.entries(load.counts()).map(
    ([key, count]) => count - before[key],
  );
  const [, acknowledged] = phase.counts;
  say(`  ${acknowledged} actions acknowledged; ${phase.note}`);
}

const stop = keepsLogs => fleet?.stop(keepsLogs);
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => stop(false).then(() => process.exit(1)));
}

try {
  say(command);
  const receivers = new WebhookReceivers();
  const sink = new SmtpSink();
  const hosts = {
    receivers: await receivers.listen(makeRandom(998)),
    smtp: await sink.listen(),
  };
  fleet = await step('Starting PostgreSQL and two backends', () =>
    Fleet.start(hosts),
  );
  const load = await Load.start(fleet, { ...settings, makeRandom });
  await receivers.subscribe(load.caller);
  const viewers = await Viewers.open(fleet, load);
  const context = { phases, fleet, load, viewers, receivers, sink };
  for (const name of names) {
    await runPhase(context, name);
  }
  addFailures(listRefused(load.completed));
  if (!phases.some(({ results }) => results)) {
    addFailures(['no phase ran']);
  }
  const seconds = secondsSince(startedAt);
  const record = await makeRecord({ phases, command, fleet, seconds });
  say(`\n${record}`);
  if (failures.length === 0 && names.length === Object.keys(allPhases).length) {
    writeFileSync(new URL('../bench/CHAOS.md', import.meta.url), record);
  }
} catch (error) {
  addFailures([error.stack]);
}
const hasFailed = failures.length > 0;
say(hasFailed ? `FAILED. Logs: ${fleet?.folder}` : 'No failures');
await stop(hasFailed);
process.exit(hasFailed ? 1 : 0);
