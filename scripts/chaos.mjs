/**
 * `npm run chaos`: two backends on one PostgreSQL that writes durably, people
 * who work and post through both, and faults meanwhile; afterwards everything
 * that was acknowledged must be there, once, and everybody must have been told.
 *
 *   npm run chaos                                  all of it, some minutes
 *   npm run chaos -- --kills 20 --changes 3000     how many, as by default
 *   npm run chaos -- --seed 7                      the same chance again
 *   npm run chaos -- --phases kills,outages        only these; also: fanOut,
 *                                                  exchanges, freezes,
 *                                                  rollingRestart, readOnly,
 *                                                  fullDisk, removals
 *
 * Ends with code 1 when anything is violated. A whole run that succeeds is
 * written to bench/CHAOS.md.
 */
import { parseArgs } from 'node:util';
import { lagSince, verify } from './chaos/checks/verify.mjs';
import { Audience } from './chaos/Audience.mjs';
import { Fleet } from './chaos/Fleet.mjs';
import { Load } from './chaos/Load.mjs';
import { MailSink } from './chaos/MailSink.mjs';
import { Receivers } from './chaos/Receivers.mjs';
import * as exchanges from './chaos/phases/exchanges.mjs';
import * as fanOut from './chaos/phases/fanOut.mjs';
import * as freezes from './chaos/phases/freezes.mjs';
import * as fullDisk from './chaos/phases/fullDisk.mjs';
import * as kills from './chaos/phases/kills.mjs';
import * as outages from './chaos/phases/outages.mjs';
import * as readOnly from './chaos/phases/readOnly.mjs';
import * as removals from './chaos/phases/removals.mjs';
import * as rollingRestart from './chaos/phases/rollingRestart.mjs';
import { seededRandom } from './chaos/random.mjs';
import { printPhase, printSummary, writeRecord } from './chaos/report.mjs';
import { fail, say, step } from './lib/say.mjs';

const all = {
  ...{ kills, fanOut, exchanges, freezes },
  ...{ rollingRestart, outages, readOnly, fullDisk, removals },
};

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '20' },
    changes: { type: 'string', default: '3000' },
    // More than the replicas have connections.
    clients: { type: 'string', default: '24' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    phases: { type: 'string', default: Object.keys(all).join() },
  },
});
const names = values.phases.split(',');
const unknown = names.find(name => !all[name]);
if (unknown !== undefined) {
  fail(`--phases knows ${Object.keys(all).join(', ')}.`);
}
const [killCount, changes, clients, seed] = [
  values.kills,
  values.changes,
  values.clients,
  values.seed,
].map(text => {
  if (!/^\d+$/.test(text)) {
    fail(`"${text}" is no whole number.`);
  }
  return Number(text);
});

/** Each user of chance has its own, so that none disturbs the others'. */
const makeRandom = user => seededRandom(seed * 1_000 + user);
const options = { kills: killCount, changes };

let fleet;
const phases = [];

async function runPhase(load, listeners, name) {
  const { title, run } = all[name];
  const since = Date.now();
  const before = load.journal.counts();
  const endings = new Map(load.caller.endings);
  const position = await fleet.handedOn();
  let words = title(options);
  let notes = [];
  let skipped;
  await step(
    () => words,
    async () => {
      notes = await run({
        fleet,
        load,
        ...listeners,
        random: makeRandom(999),
        ...options,
        onStep: text => {
          words = `${title(options)}: ${text}`;
        },
        onSkip: reason => {
          skipped = reason;
        },
      });
      await load.rest();
    },
  );
  const verified = await step('Checking', () => verify(fleet, load, listeners));
  const after = load.journal.counts();
  const phase = {
    title: title(options),
    skipped,
    notes,
    seconds: (Date.now() - since) / 1_000,
    counts: Object.fromEntries(
      Object.keys(after).map(key => [key, after[key] - before[key]]),
    ),
    endings: [...load.caller.endings]
      .map(([ending, count]) => [ending, count - (endings.get(ending) ?? 0)])
      .filter(([, count]) => count > 0),
    lag: await lagSince(fleet.knex, position),
    ...verified,
  };
  printPhase(phase);
  phases.push(phase);
}

async function stop(keepLogs) {
  await fleet?.stop(keepLogs);
}
process.on('SIGINT', () => stop(false).then(() => process.exit(1)));
process.on('SIGTERM', () => stop(false).then(() => process.exit(1)));

let isRight = false;
try {
  say(`Seed ${seed}`);
  const receivers = await Receivers.listen(makeRandom(998));
  const sink = await MailSink.listen();
  await step('Starting PostgreSQL and two backends', async () => {
    fleet = await Fleet.start({ receivers: receivers.host, smtp: sink.port });
  });
  const load = await Load.prepare(fleet, { clients, makeRandom });
  await receivers.subscribe(load.caller);
  const audience = await Audience.gather(fleet, load);
  load.begin();
  for (const name of names) {
    await runPhase(load, { audience, receivers, sink }, name);
  }
  await load.end();
  audience.close();
  receivers.close();
  sink.close();
  load.caller.close();
  const observed = {
    acts: load.journal.endings,
    watched: audience.counts(),
    slowest: load.caller.slowest,
  };
  isRight = printSummary(phases, observed);
  if (isRight && names.length === Object.keys(all).length) {
    await writeRecord(
      phases,
      { ...options, clients, seed },
      fleet.knex,
      observed,
    );
  }
} catch (error) {
  process.stderr.write(`\n${error.stack}\n`);
}
if (!isRight) {
  say(`The replicas' logs are in ${fleet?.folder}`);
}
await stop(!isRight);
process.exit(isRight ? 0 : 1);
