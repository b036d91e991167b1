import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { requireOfSignals } from '../lib/backend.mjs';
import { openProject } from '../lib/board.mjs';
import { countRows } from '../lib/data.mjs';
import { createRequester } from '../lib/http.mjs';
import { openPortal, signInAll, SUPER_ADMIN } from '../lib/portal.mjs';
import { p99, repeatFor, timeOnce, until } from '../lib/timing.mjs';

const { WebSocket } = requireOfSignals('ws');
const MEMBER = 'user:default/p1';
/** The pause between changes; longer than `QUIET_MS`, so that the bell shows each separately. */
const PAUSE_MS = 500;

/**
 * Measures two replicas on one PostgreSQL: the delay of the bell, with few and many sockets open,
 * and how long the second replica takes to take over when the first is killed.
 */
export async function measure({ server, sizes, figure }) {
  const portal = await openPortal(server, { hasSignals: true });
  const second = await portal.startReplica();
  const send = await portal.first.inWorkspace(SUPER_ADMIN);
  const sendAsMember = await portal.first.inWorkspace(MEMBER);
  // Only people who have visited before can become members.
  await sendAsMember('GET', '');
  const project = await openProject(send, 'project-0', MEMBER);
  const assign = await createAssigner(portal.first, project);
  const page = await openBell(second, await second.signIn(MEMBER));
  const measureLags = async suffix => {
    const lags = await collectLagsToBell(page, assign, sizes.changes);
    for (const what of ['signal', 'badge']) {
      const name = `from the change on one replica to the ${what} on the other`;
      figure.atMost(`${name}${suffix}, p99`, p99(lags[what]), 1_000, 'ms');
    }
  };
  await measureLags('');
  const sockets = await openSockets(second, sizes.sockets);
  await measureLags(` with ${sizes.sockets.toLocaleString('en')} sockets open`);
  [page.socket, ...sockets].forEach(socket => socket.terminate());
  const takeoverTimes = [await timeTakeover(portal, project)];
  while (takeoverTimes.length < sizes.passes) {
    await portal.startReplica();
    await sleep(2_000);
    takeoverTimes.push(await timeTakeover(portal, project));
  }
  const what =
    'from the kill of the relaying replica until the other has delivered everything, the longest';
  const note = `${takeoverTimes.length} kills, 20 changes/s meanwhile`;
  figure.atMost(what, Math.max(...takeoverTimes) / 1_000, 10, 's', note);
  await portal.stop();
}

/** Returns a function that creates a work item for the member through a replica. */
async function createAssigner(replica, project) {
  const send = await replica.inWorkspace(SUPER_ADMIN);
  const item = { title: 'Rounding loses cents', assignees: [MEMBER] };
  return () => send('POST', `/projects/${project}/work-items`, item);
}

async function collectLagsToBell(page, assign, changes) {
  const lags = { signal: [], badge: [] };
  // The first change warms up.
  for (let nth = -1; nth < changes; nth += 1) {
    const expected = page.unread + 1;
    const began = Date.now();
    await assign();
    // Not equality: another notification, such as a reminder, may arrive in the meantime.
    await until(() => page.unread >= expected, 2);
    if (nth >= 0) {
      lags.badge.push(Date.now() - began);
      lags.signal.push(page.signalledAt - began);
    }
    await sleep(PAUSE_MS);
  }
  return lags;
}

async function openSocket({ port }, send) {
  const { channels } = await send('GET', '/live');
  const socket = new WebSocket(`ws://127.0.0.1:${port}/api/signals`);
  await once(socket, 'open');
  for (const { name: channel } of channels) {
    socket.send(JSON.stringify({ action: 'subscribe', channel }));
  }
  return socket;
}

/** The same values as in `useLiveSignal` and the bell's `Listener`. */
const GATHER_MS = 100;
const QUIET_MS = 400;

/** Acts as an open page, without a browser: requests the count after a signal. */
async function openBell(replica, authorization) {
  const send = createRequester(replica, authorization);
  const socket = await openSocket(replica, send);
  const page = { socket, unread: 0, signalledAt: 0 };
  const load = async () => {
    page.unread = (await send('GET', '/notifications?limit=20')).unread_count;
  };
  let quietUntil = 0;
  let timer;
  socket.on('message', data => {
    if (JSON.parse(data).message.type !== 'notifications') return;
    page.signalledAt = Date.now();
    const delay = Math.max(GATHER_MS, quietUntil - Date.now());
    timer ??= setTimeout(() => {
      timer = undefined;
      quietUntil = Date.now() + QUIET_MS;
      load();
    }, delay);
  });
  await load();
  return page;
}

async function openSockets(replica, count) {
  const authorizations = await signInAll(replica, 50);
  const open = authorization =>
    openSocket(replica, createRequester(replica, authorization));
  const sockets = [];
  while (sockets.length < count) {
    sockets.push(...(await Promise.all(authorizations.map(open))));
  }
  return sockets;
}

/** @returns the milliseconds from a kill until each change has caused its notification */
async function timeTakeover(portal, project) {
  const countNotifications = () => countRows(portal.knex, 'notifications');
  const before = await countNotifications();
  let changeCount = 0;
  const assignOnAnyReplica = await createAssigner(portal.findOther(), project);
  let isHolderFound = false;
  // A replica holds the relay's lock only while it relays, so changes go on until one holds it.
  const assignUntilFound = async () => {
    for (; !isHolderFound; changeCount += 1) await assignOnAnyReplica();
  };
  const assigning = assignUntilFound();
  const holder = await until(portal.findRelayReplica, 1);
  isHolderFound = true;
  await assigning;
  const assign = await createAssigner(portal.findOther(holder), project);
  const assignFor = ms =>
    repeatFor(ms, 1, async () => {
      await assign();
      changeCount += 1;
      await sleep(30);
    });
  await assignFor(1_000);
  holder.isKilled = true;
  await holder.kill();
  const { ms } = await timeOnce(async () => {
    await assignFor(1_000);
    const expected = before + changeCount;
    await until(async () => (await countNotifications()) >= expected);
  });
  return ms;
}
