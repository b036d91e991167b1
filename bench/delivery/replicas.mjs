import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { requireOfSignals } from '../lib/backend.mjs';
import { openProject } from '../lib/board.mjs';
import { countRows } from '../lib/data.mjs';
import { requester } from '../lib/http.mjs';
import { openPortal, signInAll, SUPER_ADMIN } from '../lib/portal.mjs';
import { p99, repeatFor, timed, until } from '../lib/timing.mjs';

const { WebSocket } = requireOfSignals('ws');

const MEMBER = 'user:default/p1';
/** Longer than the bell's pause, so that it shows each change separately. */
const PAUSE_MS = 500;

/** Measures two replicas on one PostgreSQL: the bell, many sockets, and the death of one replica. */
export async function measure({ server, sizes, figure }) {
  const portal = await openPortal(server, { hasSignals: true });
  const far = await portal.startReplica();
  const send = await portal.first.inWorkspace(SUPER_ADMIN);
  const sendAsMember = await portal.first.inWorkspace(MEMBER);
  // Only people who have visited before can become members.
  await sendAsMember('GET', '');
  const project = await openProject(send, 'project-0', MEMBER);
  const assign = await createAssigning(portal.first, project);
  const page = await openBell(far, await far.signIn(MEMBER));
  const report = async where => {
    const times = await timesToBell(page, assign, sizes.changes);
    for (const what of ['signal', 'badge']) {
      const name = `from the change on one replica to the ${what} on the other`;
      figure.atMost(`${name}${where}, p99`, p99(times[what]), 1_000, 'ms');
    }
  };
  await report('');
  const sockets = await openSockets(far, sizes.sockets);
  await report(` with ${sizes.sockets.toLocaleString('en')} sockets open`);
  [page.socket, ...sockets].forEach(socket => socket.terminate());
  const taken = [await timeTakeover(portal, project)];
  while (taken.length < sizes.kills) {
    await portal.startReplica();
    await sleep(2_000);
    taken.push(await timeTakeover(portal, project));
  }
  const what =
    'from the kill of the relaying replica until the other has delivered everything, the longest';
  const note = `${sizes.kills} kills, 20 changes/s meanwhile`;
  figure.atMost(what, Math.max(...taken) / 1_000, 10, 's', note);
  await portal.stop();
}

async function createAssigning(replica, project) {
  const send = await replica.inWorkspace(SUPER_ADMIN);
  const item = { title: 'Rounding loses cents', assignees: [MEMBER] };
  return () => send('POST', `/projects/${project}/work-items`, item);
}

async function timesToBell(page, assign, changes) {
  const found = { signal: [], badge: [] };
  for (let nth = -1; nth < changes; nth += 1) {
    const expected = page.unread + 1;
    const what = `${expected} unread notifications`;
    const options = { everyMs: 2, patienceMs: 10_000, what };
    const began = Date.now();
    await assign();
    // A notification of another kind, such as a reminder, may come meanwhile.
    await until(() => page.unread >= expected, options);
    if (nth >= 0) {
      found.badge.push(Date.now() - began);
      found.signal.push(page.signalledAt - began);
    }
    await sleep(PAUSE_MS);
  }
  return found;
}

async function openSocket({ port }, channels) {
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

/** An open page, without a browser: on a signal it requests the count. */
async function openBell(replica, authorization) {
  const send = requester(replica, authorization);
  const { channels } = await send('GET', '/live');
  const socket = await openSocket(replica, channels);
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
  const sockets = [];
  while (sockets.length < count) {
    const some = authorizations.map(async authorization => {
      const live = await requester(replica, authorization)('GET', '/live');
      return openSocket(replica, live.channels);
    });
    sockets.push(...(await Promise.all(some)));
  }
  return sockets;
}

/** @returns the milliseconds from a kill until every change is a notification */
async function timeTakeover(portal, project) {
  const notifications = () => countRows(portal.knex, 'notifications');
  const before = await notifications();
  let made = 0;
  const anyone = await createAssigning(portal.findOther(), project);
  let isFound = false;
  // Without changes no replica relays, and with few only for moments.
  const assignAll = async () => {
    for (; !isFound; made += 1) await anyone();
  };
  const assigning = assignAll();
  const options = { everyMs: 1, what: 'a replica with the lock of the relay' };
  const dying = await until(portal.lockHolder, options);
  isFound = true;
  await assigning;
  const assign = await createAssigning(portal.findOther(dying), project);
  const changeFor = ms =>
    repeatFor(ms, 1, async () => {
      await assign();
      made += 1;
      await sleep(30);
    });
  await changeFor(1_000);
  dying.isKilled = true;
  await dying.kill();
  const { ms } = await timed(async () => {
    await changeFor(1_000);
    const isDelivered = async () => (await notifications()) >= before + made;
    await until(isDelivered, { what: 'what the dead replica left behind' });
  });
  return ms;
}
