/**
 * Replicas are killed while they talk to others: to the mail server, at each
 * stage, and to the receivers of webhooks. All of these are slow meanwhile. Then
 * the mail server takes mails and breaks off without a word.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { notices } from '../acts/notices.mjs';
import { stages } from '../MailSink.mjs';
import { ownerOf } from '../ownerOf.mjs';

/** How often each has to be hit. */
const HITS = 3;
const TRIES = 20;

/** How slow they are. */
const MAIL_MS = 400;
const WEBHOOK_MS = 200;

/** How many acts a try adds to what is under way. */
const ACTS = 60;
const CUTS = 2;
const POLL_MS = 5;
const PATIENCE_MS = 30_000;

export const title = () =>
  `kill -9 in the middle of SMTP and of webhooks, ${HITS} times each`;

/** Waits until something is found. */
async function waitFor(find, what) {
  const since = Date.now();
  let found = find();
  while (!found) {
    if (Date.now() - since > PATIENCE_MS) {
      throw new Error(`In ${PATIENCE_MS / 1_000} s there were no ${what}`);
    }
    await sleep(POLL_MS);
    found = find();
  }
  return found;
}

/** The replica that is at something from one of some ports. */
function ownerOfOne({ members }, ports) {
  for (const port of ports) {
    const owner = ownerOf(members, port);
    if (owner) {
      return owner;
    }
  }
  return undefined;
}

/** What is to be hit; `hits` counts from now on. */
function targetsOf({ sink, receivers }) {
  const all = [
    ...stages.map(stage => ({
      name: `mails ${stage}`,
      torn: () => sink.torn.get(stage),
      ports: () => sink.portsAt(stage),
    })),
    {
      name: 'deliveries',
      torn: () => receivers.torn,
      ports: () => [...receivers.ports],
    },
  ];
  return all.map(target => {
    const before = target.torn();
    return { ...target, hits: () => target.torn() - before };
  });
}

const leastHit = targets =>
  [...targets].sort((one, other) => one.hits() - other.hits())[0];

/** Puts people to work of which others are told. */
async function stir(load) {
  load.allow(load.journal.acts + ACTS);
  await notices.announce.act(load.clients[0]);
}

/** Kills the replica that is at something. */
async function breakOff(fleet, { name, ports }) {
  const victim = await waitFor(() => ownerOfOne(fleet, ports()), name);
  await victim.kill();
  // It takes a moment until that is noticed at the other end.
  await sleep(100);
  return victim;
}

/** Has the server take mails, and say nothing. */
async function cutMails(load, sink) {
  const before = sink.cut.length;
  sink.cutsLeft = CUTS;
  await stir(load);
  await waitFor(() => sink.cut.length === before + CUTS, 'mails to cut off');
}

export async function run({ fleet, load, sink, receivers, onStep }) {
  sink.slowMs = MAIL_MS;
  receivers.slowMs = WEBHOOK_MS;
  const targets = targetsOf({ sink, receivers });
  const { kills } = fleet;
  let target = targets[0];
  while (target.hits() < HITS) {
    if (fleet.kills - kills === TRIES) {
      throw new Error(`Only ${target.hits()} ${target.name} were broken off`);
    }
    await fleet.untilAllReady();
    await stir(load);
    const victim = await breakOff(fleet, target);
    onStep(`${fleet.kills - kills} kills`);
    await victim.start();
    target = leastHit(targets);
  }
  await cutMails(load, sink);
  await load.rest();
  sink.slowMs = 0;
  receivers.slowMs = 0;
  const broken = targets.map(({ name, hits }) => `${hits()} ${name}`);
  return [
    `${fleet.kills - kills} kills broke off ${broken.join(
      ', ',
    )}; then the server took ${CUTS} mails without a word`,
  ];
}
