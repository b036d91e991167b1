import { loadBackend } from '../lib/backend.mjs';
import { copyPostgres } from '../lib/databases.mjs';
import { atMost } from '../lib/figures.mjs';
import { atRate, median, p95, timed, until } from '../lib/timing.mjs';
import { startWithReceivers } from './callboard.mjs';
import {
  createRecorded,
  createRelay,
  insertRecorded,
  kinds,
} from './relay.mjs';

const { jane } = loadBackend('__testUtils__/spine');
const { newId } = loadBackend('database/ids');
const { people } = loadBackend('__testUtils__/startCallboard');

const CHANGES_PER_TURN = 300;
const WARM_UP_SECONDS = 2;
const RATE = 500;
const BACKLOG = 1_000;

/** How many times as long as the bare insert creating may take. */
const MOST_TIMES = { note: 2.5, department: 1.6 };

/** The path of a change into the database and on to its subscribers. */
export async function measureChanges({ server, sizes, figure, progress }) {
  progress('changes');
  const database = await copyPostgres(server, 'empty', { vacuums: true });
  const { knex } = database;
  await createRecorded(knex);
  await measureCreating(figure, knex, sizes);
  await measureLag(figure, knex, sizes);
  await measureReads(figure, knex);
  // The relays before have left changes for subscribers that are gone.
  await knex('outbox').delete();
  await knex('outbox_subscribers').delete();
  await measureLagOfCallboard(figure, knex, sizes);
  await database.stop();
}

/** How long one change takes when so many are made at a time. */
async function timeEach(concurrency, run) {
  const { ms } = await timed(() =>
    Promise.all(
      Array.from({ length: concurrency }, async () => {
        for (let n = 0; n < CHANGES_PER_TURN / concurrency; n += 1) await run();
      }),
    ),
  );
  return ms / CHANGES_PER_TURN;
}

async function measureCreating(figure, knex, { turns }) {
  const { changes } = createRelay(knex, { transactional: [], external: [] });
  for (const kind of Object.keys(kinds)) {
    for (const concurrency of [1, 10]) {
      const found = { bare: [], recorded: [] };
      for (let turn = -1; turn < turns; turn += 1) {
        const bare = await timeEach(concurrency, () =>
          knex.transaction(kinds[kind]),
        );
        const recorded = await timeEach(concurrency, () =>
          insertRecorded(changes, kind),
        );
        if (turn >= 0) {
          found.bare.push(bare);
          found.recorded.push(recorded);
        }
      }
      const [bare, recorded] = [found.bare, found.recorded].map(median);
      figure.group('creating with activity and outbox beside the bare insert')(
        `a ${kind}, ${concurrency} at a time`,
        recorded / bare,
        atMost(MOST_TIMES[kind], '×'),
        `${recorded.toFixed(2)} and ${bare.toFixed(2)} ms`,
      );
    }
  }
  await knex('outbox').delete();
}

/** A subscriber outside the database that only reads the clock. */
const listenerTo = lags => ({
  name: 'listener',
  handle: async batch => {
    const now = Date.now();
    lags.push(...batch.map(({ created_at }) => now - Date.parse(created_at)));
  },
});

/** How long changes take to a subscriber while many are made a second. */
async function collectLags(runner, lags, seconds, change) {
  const changeFor = async duration => {
    lags.length = 0;
    await atRate(RATE, duration, change);
    await until(() => lags.length >= RATE * duration);
  };
  runner.start();
  await changeFor(WARM_UP_SECONDS);
  await changeFor(seconds);
  await runner.stop();
  return [...lags];
}

async function measureLag(figure, knex, { lagSeconds }) {
  const lags = [];
  const { runner, changes } = createRelay(knex, {
    transactional: [],
    external: [listenerTo(lags)],
  });
  const found = await collectLags(runner, lags, lagSeconds, () =>
    insertRecorded(changes, 'note'),
  );
  figure(
    `from the change to its subscriber at ${RATE} changes/s, p95`,
    p95(found),
    atMost(250, 'ms'),
    `median ${median(found)} ms`,
  );
}

/** A backlog is read once, however many subscribers it has. */
async function measureReads(figure, knex) {
  const reads = {};
  for (const count of [1, 10]) {
    const { relay, changes } = createRelay(knex, {
      transactional: [],
      external: Array.from({ length: count }, (_, n) => ({
        name: `listener-${n}`,
        handle: async () => {},
      })),
    });
    for (let n = 0; n < BACKLOG; n += 50) {
      await Promise.all(
        Array.from({ length: 50 }, () => insertRecorded(changes, 'note')),
      );
    }
    reads[count] = 0;
    const note = ({ sql }) => {
      const isRead =
        /^select/i.test(sql) && /from "(outbox|activity)"/.test(sql);
      reads[count] += isRead ? 1 : 0;
    };
    knex.on('query', note);
    await relay.drain();
    knex.off('query', note);
  }
  figure(
    `reads for ${BACKLOG} changes to 10 subscribers, as many as to one`,
    reads[10],
    atMost(reads[1]),
  );
}

/** The same lag with every subscriber of a Callboard, and what they lead to. */
async function measureLagOfCallboard(figure, knex, { lagSeconds }) {
  const callboard = await startWithReceivers(knex);
  const { subscribers, addWebhooks, urls } = callboard;
  const lags = [];
  const others = [...subscribers.transactional, ...subscribers.external];
  subscribers.external.push(listenerTo(lags));
  await addWebhooks('default', [`${urls[0]}/quick`]);
  const project = await openProject(callboard);
  const { runner, changes } = createRelay(knex, subscribers);
  const found = await collectLags(runner, lags, lagSeconds, nth =>
    changeItem(changes, project, nth),
  );
  await callboard.stop();
  figure(
    `from the change to its subscriber beside all of Callboard's, p95`,
    p95(found),
    atMost(250, 'ms'),
    others.map(({ name }) => name).join(', '),
  );
}

/** A project with a member. */
async function openProject({ admin }) {
  const base = '/workspaces/default';
  const { body: workspace } = await admin.get(base).expect(200);
  const { body: project } = await admin.put(
    `${base}/projects/by-entity/component/default/payments_api`,
  );
  await admin.post(`${base}/projects/${project.id}/members`, {
    ...{ user_ref: people.member, role: 'member' },
  });
  return { workspace_id: workspace.id, project_id: project.id };
}

/** A change of a work item; one in ten notifies an assignee. */
function changeItem(changes, project, nth) {
  return changes.run(jane, async change => {
    const before = { title: 'Fix rounding', priority: 'low', assignees: [] };
    change.record({
      ...project,
      visibility: 'project',
      entity_type: 'work_item',
      entity_id: newId(Date.now()),
      entity_label: 'PAY-42 Fix rounding',
      before,
      after: {
        ...before,
        priority: 'high',
        assignees: nth % 10 === 0 ? [people.member] : [],
      },
    });
  });
}
