import { setTimeout as sleep } from 'node:timers/promises';
import { atMost } from '../lib/figures.mjs';
import { disconnect, requester, workspaceRequester } from '../lib/http.mjs';
import { openPortal, SUPER_ADMIN } from '../lib/portal.mjs';
import { percentile, timed, until } from '../lib/timing.mjs';
import { BellPage, openSocket } from './BellPage.mjs';

const MEMBER = 'user:default/p1';

/** Longer than the bell's pause, so that it shows each change by itself. */
const PAUSE_MS = 500;
const WARM_UPS = 3;
const LISTENING_PEOPLE = 50;
const KILLS = 2;

/** Two replicas on one PostgreSQL: the bell, many sockets, and the death of one. */
export async function measureReplicas(context) {
  const { server, sizes, figure, progress } = context;
  progress('two replicas');
  const portal = await openPortal(server, { hasSignals: true });
  try {
    const far = await portal.startReplica();
    const projectId = await openProject(portal.first);
    const assign = await assignerOf(portal.first, projectId);
    const page = await BellPage.open(far, await far.signIn(MEMBER));
    report(figure, '', await timesToBell(page, assign, sizes.changes));
    const sockets = await openSockets(far, sizes.sockets);
    const count = sizes.sockets.toLocaleString('en');
    report(
      figure,
      ` with ${count} sockets open`,
      await timesToBell(page, assign, sizes.changes),
    );
    sockets.forEach(socket => socket.terminate());
    page.close();
    progress('the death of a replica');
    const taken = [];
    for (let kill = 0; kill < KILLS; kill += 1) {
      taken.push(await timeTakeover(portal, projectId));
    }
    figure(
      'from the kill of the relaying replica until the other has delivered everything, the longest',
      Math.max(...taken) / 1_000,
      atMost(10, 's'),
      `${KILLS} kills, 20 changes/s meanwhile`,
    );
  } finally {
    disconnect();
    await portal.stop();
  }
}

function report(figure, where, { signals, badges }) {
  const note = `median ${percentile(signals, 0.5)} and ${percentile(
    badges,
    0.5,
  )} ms; ${badges.length} changes`;
  for (const [what, times] of [
    ['signal', signals],
    ['badge', badges],
  ]) {
    figure(
      `from the change on one replica to the ${what} on the other${where}, p99`,
      percentile(times, 0.99),
      atMost(1_000, 'ms'),
      note,
    );
  }
}

async function openProject(replica) {
  const send = workspaceRequester(replica, await replica.signIn(SUPER_ADMIN));
  const { id } = await send(
    'PUT',
    '/projects/by-entity/component/default/project-0',
  );
  await workspaceRequester(replica, await replica.signIn(MEMBER))('GET', '');
  await send('POST', `/projects/${id}/members`, {
    ...{ user_ref: MEMBER, role: 'member' },
  });
  return id;
}

/** @returns what creates an item that is assigned to the member */
async function assignerOf(replica, projectId) {
  const send = workspaceRequester(replica, await replica.signIn(SUPER_ADMIN));
  return () =>
    send('POST', `/projects/${projectId}/work-items`, {
      ...{ title: 'Rounding loses cents', assignees: [MEMBER] },
    });
}

/** From when a request is sent to the signal and to the count that the bell shows. */
async function timesToBell(page, assign, changes) {
  const found = { signals: [], badges: [] };
  for (let nth = -WARM_UPS; nth < changes; nth += 1) {
    const wanted = page.unread + 1;
    const began = Date.now();
    await assign();
    await until(() => page.unread === wanted, {
      ...{ everyMs: 2, patienceMs: 10_000, what: `the badge ${wanted}` },
    });
    if (nth >= 0) {
      found.badges.push(Date.now() - began);
      found.signals.push(page.signalledAt - began);
    }
    await sleep(PAUSE_MS);
  }
  return found;
}

/** Sockets that listen to all channels of their person. */
async function openSockets(replica, count) {
  const channels = [];
  for (let n = 0; n < LISTENING_PEOPLE; n += 1) {
    const authorization = await replica.signIn(`user:default/p${n}`);
    const live = await requester(replica, authorization)('GET', '/live');
    channels.push(live.channels);
  }
  const sockets = [];
  while (sockets.length < count) {
    const some = channels.map(each => openSocket(replica, each));
    sockets.push(...(await Promise.all(some)));
  }
  return sockets;
}

/**
 * Kills the replica that has the relay's lock while changes are made through the other.
 *
 * @returns the milliseconds until every change has become a notification
 */
async function timeTakeover(portal, projectId) {
  const { knex, replicas } = portal;
  const dying = await until(() => portal.lockHolder(), {
    what: 'a replica with the lock of the relay',
  });
  const other = replicas.find(
    replica => replica !== dying && !replica.isKilled,
  );
  const assign = await assignerOf(other, projectId);
  const notifications = async () => {
    const [{ count }] = await knex('notifications').count({ count: '*' });
    return Number(count);
  };
  const before = await notifications();
  let made = 0;
  const changeFor = async ms => {
    const end = performance.now() + ms;
    while (performance.now() < end) {
      await assign();
      made += 1;
      await sleep(30);
    }
  };
  await changeFor(1_000);
  dying.isKilled = true;
  await dying.kill();
  const { ms } = await timed(async () => {
    await changeFor(1_000);
    await until(async () => (await notifications()) >= before + made, {
      patienceMs: 60_000,
      what: 'what the dead replica left behind',
    });
  });
  await portal.startReplica();
  await sleep(2_000);
  return ms;
}
