import { chunk, loadBackend, loadFeature, range } from '../lib/backend.mjs';
import { openProject } from '../lib/board.mjs';
import { people } from '../lib/callboard.mjs';
import { createWorkspace, createId } from '../lib/data.mjs';
import { onPostgres } from '../lib/databases.mjs';
import { runAtRate, until } from '../lib/timing.mjs';
import { startWithReceivers, untilDelivered } from './callboard.mjs';

const { Changes } = loadBackend('changes/Changes');
const { Relay } = loadBackend('changes/relay/Relay');
const { RelayRunner } = loadBackend('changes/relay/RelayRunner');
const { ActivityLog } = loadBackend('changes/ActivityLog');
const { systemClock } = loadBackend('kernel/clock');
const departments = loadFeature('departments/DepartmentRow');
const changeFixture = loadBackend('__testUtils__/changeFixture');
const { createNotes, jane, getNoteId, noteTable, silentLogger } = changeFixture;

const RATE = 500;
const BACKLOG = 1_000;
const workspace_id = createId(0);
let lastNote = 1;

/** Insert the row that a change records: a note has two columns, a department many. */
const rowCreators = {
  async note(tx) {
    lastNote += 1;
    await tx(noteTable).insert({ id: lastNote, name: 'a note' });
    return { id: getNoteId(lastNote), name: 'a note' };
  },
  async department(tx) {
    const blank = departments.createBlankDepartment(workspace_id, Date.now());
    const department = { ...blank, name: 'Platform' };
    await departments.departmentTable.insert(tx, [department]);
    return department;
  },
};

/** The bounds of a recorded insert compared with the bare insert, by kind of row. */
const MAX_RATIOS = { note: 2.5, department: 1.6 };

const insertRecorded = (changes, kind) =>
  changes.run(jane, async change => {
    const { workspace_id: _, ...after } = await rowCreators[kind](change.tx);
    change.record({
      workspace_id,
      visibility: 'workspace',
      entity_type: kind,
      entity_id: after.id,
      entity_label: after.name,
      before: null,
      after,
    });
  });

function createRelay(knex, { transactional = [], external = [] } = {}) {
  const subscribers = { transactional, external };
  const deps = { knex, clock: systemClock };
  const relay = new Relay({ ...deps, logger: silentLogger, subscribers });
  const runner = new RelayRunner(relay, silentLogger);
  const onCommit = () => runner.wake();
  const changes = new Changes({ ...deps, log: new ActivityLog(), onCommit });
  return { relay, runner, changes };
}

export const measure = context =>
  onPostgres(context, 'empty', measureChanges, { vacuums: true });

async function measureChanges({ knex, sizes, figure }) {
  await createNotes(knex);
  await knex('workspaces').insert(createWorkspace('bench', workspace_id));
  await measureCreating(figure, knex, sizes);
  await measureLag(figure, knex, sizes);
  await measureReads(figure, knex);
  // Earlier relays have left changes for subscribers that no longer exist.
  await knex('outbox').delete();
  await knex('outbox_subscribers').delete();
  await measureLagOfCallboard(figure, knex, sizes);
}

async function measureCreating(figure, knex, { fewRounds, changesInTurn }) {
  const { changes } = createRelay(knex);
  const group =
    'creating with activity and outbox, compared with the bare insert';
  for (const [kind, limit] of Object.entries(MAX_RATIOS)) {
    for (const concurrency of [1, 10]) {
      const repeatInParallel = run => async () => {
        const runAll = async () => {
          for (let n = 0; n < changesInTurn / concurrency; n += 1) await run();
        };
        await Promise.all(range(concurrency).map(runAll));
      };
      const recorded = repeatInParallel(() => insertRecorded(changes, kind));
      const bare = repeatInParallel(() => knex.transaction(rowCreators[kind]));
      const what = [group, `a ${kind}, ${concurrency} at a time`];
      await figure.compare(what, [recorded, bare], limit, fewRounds, 1);
    }
  }
  await knex('outbox').delete();
}

/** Creates an external subscriber that only records how old each change is. */
const createListener = lags => ({
  name: 'listener',
  handle: async batch => {
    const now = Date.now();
    lags.push(...batch.map(({ created_at }) => now - Date.parse(created_at)));
  },
});

/** Makes changes at a constant rate: for a second to warm up, and then for the measurement. */
async function collectLags(runner, lags, seconds, makeChange, untilQuiet) {
  runner.start();
  for (const count of [RATE, seconds * RATE]) {
    lags.length = 0;
    const running = [];
    const isOver = nth => nth === count;
    await runAtRate(RATE, isOver, nth => void running.push(makeChange(nth)));
    await Promise.all(running);
    await until(() => lags.length >= count);
    // The work that follows from the warm-up must not delay the measured changes.
    await untilQuiet?.();
  }
  await runner.stop();
}

async function measureLag(figure, knex, { lagSeconds }) {
  const lags = [];
  const external = [createListener(lags)];
  const { runner, changes } = createRelay(knex, { external });
  const makeChange = () => insertRecorded(changes, 'note');
  await collectLags(runner, lags, lagSeconds, makeChange);
  const what = `from the change to its subscriber at ${RATE} changes/s, p95`;
  figure.p95(what, lags, 250);
}

/** Verifies that the relay reads a backlog as often for ten subscribers as for one. */
async function measureReads(figure, knex) {
  const reads = {};
  for (const count of [1, 10]) {
    const createSubscriber = n => ({ name: `${n}`, handle: async () => {} });
    const external = range(count).map(createSubscriber);
    const { relay, changes } = createRelay(knex, { external });
    for (const batch of chunk(range(BACKLOG), 50)) {
      await Promise.all(batch.map(() => insertRecorded(changes, 'note')));
    }
    reads[count] = 0;
    const countRead = ({ sql }) => {
      if (/^select.* from "(outbox|activity)"/is.test(sql)) reads[count] += 1;
    };
    knex.on('query', countRead);
    await relay.drain();
    knex.off('query', countRead);
  }
  const what = `reads for ${BACKLOG} changes to 10 subscribers, as many as to one`;
  figure.atMost(what, reads[10], reads[1], '');
}

/** Like `measureLag`, but with Callboard's own subscribers and their follow-up work. */
async function measureLagOfCallboard(figure, knex, { lagSeconds }) {
  const callboard = await startWithReceivers(knex);
  const { subscribers, addWebhooks, urls } = callboard;
  const lags = [];
  const ownSubscribers = [
    ...subscribers.transactional,
    ...subscribers.external,
  ];
  subscribers.external.push(createListener(lags));
  await addWebhooks('default', [`${urls[0]}/quick`]);
  const send = callboard.inWorkspace();
  const project = {
    workspace_id: (await send('GET', '')).id,
    project_id: await openProject(send, 'payments_api', people.member),
  };
  const { runner, changes } = createRelay(knex, subscribers);
  const makeChange = nth => changeItem(changes, project, nth);
  const untilQuiet = () => untilDelivered(knex, project.workspace_id);
  await collectLags(runner, lags, lagSeconds, makeChange, untilQuiet);
  const what = `from the change to its subscriber, next to all subscribers of Callboard, p95`;
  const note = ownSubscribers.map(({ name }) => name).join(', ');
  figure.p95(what, lags, 250, note);
  await callboard.stop();
}

/** Records a change of a work item. Every tenth change also assigns and notifies a member. */
function changeItem(changes, project, nth) {
  const before = { title: 'Fix rounding', priority: 'low', assignees: [] };
  const assignees = nth % 10 === 0 ? [people.member] : [];
  return changes.run(jane, async change =>
    change.record({
      ...project,
      visibility: 'project',
      entity_type: 'work_item',
      entity_id: createId(Date.now()),
      entity_label: 'PAY-42 Fix rounding',
      before,
      after: { ...before, priority: 'high', assignees },
    }),
  );
}
