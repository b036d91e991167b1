/**
 * Measures live updates between two backends on one PostgreSQL:
 * `node bench/live/index.mjs [changes] [sockets]`.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Caller } from '../../scripts/chaos/Caller.mjs';
import { Fleet } from '../../scripts/chaos/Fleet.mjs';
import { seededRandom } from '../../scripts/chaos/random.mjs';
import { line, percentile } from '../lib/measure.mjs';
import { writeReport } from '../lib/report.mjs';
import { openSocket, Page, subscribe } from './Page.mjs';
import { loadOf, memoryOf } from './usage.mjs';

const [changes = 200, sockets = 2_000] = process.argv.slice(2, 4).map(Number);
const isSmall = changes < 200 || sockets < 2_000;

const PATIENCE_MS = 10_000;
const WARMING = 5;
/** Longer than the bell's pause: each change is seen by itself. */
const PAUSE_MS = 500;
const PEOPLE = 100;
const OPENED_AT_ONCE = 50;
const IDLE_SECONDS = 15;
const CHANGES_A_SECOND = 5;

const MEMBER = 'user:default/max.member';

/** A project, and how to assign a new item in it to somebody. */
async function openProject(caller) {
  const { id } = await caller.must(
    'superAdmin',
    'PUT',
    '/workspaces/default/projects/by-entity/component/default/chaos-0',
  );
  const path = `/workspaces/default/projects/${id}`;
  await caller.must('superAdmin', 'POST', `${path}/members`, {
    user_ref: MEMBER,
    role: 'member',
  });
  return (member, assignees) =>
    caller.mustOf(member, 'superAdmin', 'POST', `${path}/work-items`, {
      title: 'Rounding loses cents',
      assignees,
    });
}

/** From when a change began until the badge on the other replica shows it. */
async function timesToBadge({ fleet, caller, assign }) {
  const [near, far] = fleet.members;
  const page = await Page.open({ caller, member: far, who: 'member' });
  const found = [];
  for (let nth = 0; nth < WARMING + changes; nth += 1) {
    const wanted = page.unread + 1;
    const began = Date.now();
    await assign(near, [MEMBER]);
    if (!(await page.shows(wanted, PATIENCE_MS))) {
      throw new Error(`The badge never showed ${wanted}`);
    }
    if (nth >= WARMING) found.push(Date.now() - began);
    await sleep(PAUSE_MS);
  }
  page.close();
  return found.sort((a, b) => a - b);
}

function badgeLine(title, found) {
  return line(
    title,
    percentile(found, 0.99),
    1_000,
    `median ${percentile(found, 0.5)} ms, longest ${percentile(found, 1)} ms; ${
      found.length
    } changes`,
  );
}

/** Sockets of a hundred people, who listen to all their channels. */
async function openSockets({ member, caller }) {
  const channelsOf = [];
  for (let nth = 0; nth < PEOPLE; nth += 1) {
    const who = `user:default/chaos-${nth}`;
    const { channels } = await caller.mustOf(member, who, 'GET', '/live');
    channelsOf.push(channels);
  }
  const open = [];
  const counts = { heard: 0 };
  while (open.length < sockets) {
    const some = await Promise.all(
      Array.from({ length: OPENED_AT_ONCE }, () => openSocket(member)),
    );
    for (const socket of some) {
      subscribe(socket, channelsOf[open.length % PEOPLE]);
      socket.on('message', () => {
        counts.heard += 1;
      });
      open.push(socket);
    }
  }
  return { open, counts };
}

/** What the processor does while items change that everybody may see. */
async function loadOfChanges({ member, near, assign, counts }) {
  counts.heard = 0;
  let isOver = false;
  const changing = (async () => {
    while (!isOver) {
      await assign(near, []);
      await sleep(1_000 / CHANGES_A_SECOND);
    }
  })();
  const load = await loadOf(member.pid, IDLE_SECONDS);
  isOver = true;
  await changing;
  return { load, messages: counts.heard / IDLE_SECONDS };
}

const figure = (what, measured, note = '') =>
  `| ${what} | ${measured} |  | ${note} |`;

async function* casesOf(fleet) {
  const caller = new Caller(fleet, seededRandom(1));
  const assign = await openProject(caller);
  const [near, far] = fleet.members;
  yield badgeLine(
    'from the change on one replica to the badge on the other, p99',
    await timesToBadge({ fleet, caller, assign }),
  );
  await sleep(5_000);
  const before = {
    load: await loadOf(far.pid, IDLE_SECONDS),
    memory: memoryOf(far.pid),
  };
  const { open, counts } = await openSockets({ member: far, caller });
  const idle = await loadOf(far.pid, IDLE_SECONDS);
  const memory = memoryOf(far.pid);
  const count = sockets.toLocaleString('en');
  yield figure(
    `memory of a backend with ${count} open sockets`,
    `${Math.round(memory)} MB`,
    `${Math.round(before.memory)} MB before they were opened`,
  );
  yield figure(
    'its processor while nothing happens',
    `${idle.toFixed(1)} % of one`,
    `without sockets ${before.load.toFixed(1)} %`,
  );
  yield badgeLine(
    `from the change to the badge with ${count} sockets open at that replica, p99`,
    await timesToBadge({ fleet, caller, assign }),
  );
  const busy = await loadOfChanges({ member: far, near, assign, counts });
  yield figure(
    `its processor while about ${CHANGES_A_SECOND} items a second change that all may see`,
    `${busy.load.toFixed(1)} % of one`,
    `${Math.round(busy.messages).toLocaleString('en')} messages/s to sockets`,
  );
  open.forEach(socket => socket.terminate());
  caller.close();
}

const fleet = await Fleet.start({ receivers: '127.0.0.1' });
const lines = [];
try {
  for await (const found of casesOf(fleet)) {
    process.stdout.write(`${found}\n`);
    lines.push(found);
  }
} finally {
  await fleet.stop(false);
}
if (!isSmall) {
  await writeReport({
    title: 'Live updates',
    intro:
      'Made by `node bench/live/index.mjs`: two backends with the platform’s own signals and events, on one PostgreSQL that writes durably. Pages are sockets to the signals plugin that do what the bell does in a browser, without drawing it: wait 100 ms for more, ask for the list with the count, and rest for 400 ms. Times begin before the request that changes something is sent. The sockets are of a hundred people; each listens to all channels of its person.',
    sections: [['Two replicas', lines]],
    file: new URL('RESULTS.md', import.meta.url),
  });
}
process.exit(0);
