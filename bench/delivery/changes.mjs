import { setTimeout as sleep } from 'node:timers/promises';
import { chunk, loadBackend, loadFeature, range } from '../lib/backend.mjs';
import { openProject } from '../lib/board.mjs';
import { people } from '../lib/callboard.mjs';
import { createWorkspace, createId } from '../lib/data.mjs';
import { onPostgres } from '../lib/databases.mjs';
import { until } from '../lib/timing.mjs';
import { startWithReceivers, untilDelivered } from './callboard.mjs';

const { Changes } = loadBackend('changes/Changes');
const { Outbox } = loadBackend('changes/Outbox');
const { Relay } = loadBackend('changes/relay/Relay');
const { RelayRunner } = loadBackend('changes/relay/RelayRunner');
const { ActivityLog } = loadBackend('changes/ActivityLog');
const { systemClock } = loadBackend('kernel/clock');
const { createBlankDepartment, departmentTable } = loadFeature(
  'departments/DepartmentRow',
);
const { createNotes, jane, noteId, noteTable, silentLogger } = loadBackend(
  '__testUtils__/changeFixture',
);

const RATE = 500;
const BACKLOG = 1_000;
const workspace_id = createId(0);
let notes = 1;

/** Rows created per change: one with two columns, or one department. */
const kinds = {
  async note(tx) {
    notes += 1;
    await tx(noteTable).insert({ id: notes, name: 'a note' });
    return { id: noteId(notes), name: 'a note' };
  },
  async department(tx) {
    const blank = createBlankDepartment(workspace_id, Date.now());
    const department = { ...blank, name: 'Platform' };
    await departmentTable.insert(tx, [department]);
    return department;
  },
};

const MAX_TIMES = { note: 2.5, department: 1.6 };

const insertRecorded = (changes, kind) =>
  changes.run(jane, async change => {
    const { workspace_id: _, ...after } = await kinds[kind](change.tx);
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
  const parts = { knex, clock: systemClock, outbox: new Outbox() };
  const relay = new Relay({ ...parts, logger: silentLogger, subscribers });
  const runner = new RelayRunner(relay, silentLogger);
  const onCommit = () => runner.wake();
  const changes = new Changes({ ...parts, log: new ActivityLog(), onCommit });
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
  for (const [kind, limit] of Object.entries(MAX_TIMES)) {
    for (const concurrency of [1, 10]) {
      const inParallel = run => async () => {
        const runAll = async () => {
          for (let n = 0; n < changesInTurn / concurrency; n += 1) await run();
        };
        await Promise.all(range(concurrency).map(runAll));
      };
      const recorded = inParallel(() => insertRecorded(changes, kind));
      const bare = inParallel(() => knex.transaction(kinds[kind]));
      const what = [group, `a ${kind}, ${concurrency} at a time`];
      await figure.compare(what, [recorded, bare], limit, fewRounds, 1);
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

async function collectLags(runner, lags, seconds, change, untilQuiet) {
  runner.start();
  // The first changes warm up.
  for (const count of [RATE, seconds * RATE]) {
    lags.length = 0;
    const began = performance.now();
    const running = [];
    while (running.length < count) {
      const due = ((performance.now() - began) / 1_000) * RATE;
      while (running.length < Math.min(due, count)) {
        running.push(change(running.length));
      }
      await sleep(2);
    }
    await Promise.all(running);
    await until(() => lags.length >= count);
    // Changes that follow from the warm-up must not add to the measured lags.
    await untilQuiet?.();
  }
  await runner.stop();
}

async function measureLag(figure, knex, { lagSeconds }) {
  const lags = [];
  const external = [listenerTo(lags)];
  const { runner, changes } = createRelay(knex, { external });
  const change = () => insertRecorded(changes, 'note');
  await collectLags(runner, lags, lagSeconds, change);
  const what = `from the change to its subscriber at ${RATE} changes/s, p95`;
  figure.p95(what, lags, 250);
}

/** A backlog is read once, however many subscribers it has. */
async function measureReads(figure, knex) {
  const reads = {};
  for (const count of [1, 10]) {
    const names = range(count).map(n => `listener-${n}`);
    const external = names.map(name => ({ name, handle: async () => {} }));
    const { relay, changes } = createRelay(knex, { external });
    for (const some of chunk(range(BACKLOG), 50)) {
      await Promise.all(some.map(() => insertRecorded(changes, 'note')));
    }
    reads[count] = 0;
    const note = ({ sql }) => {
      if (/^select.* from "(outbox|activity)"/is.test(sql)) reads[count] += 1;
    };
    knex.on('query', note);
    await relay.drain();
    knex.off('query', note);
  }
  const what = `reads for ${BACKLOG} changes to 10 subscribers, as many as to one`;
  figure.atMost(what, reads[10], reads[1], '');
}

/** Measures the same lag with every subscriber of Callboard and their follow-up work. */
async function measureLagOfCallboard(figure, knex, { lagSeconds }) {
  const callboard = await startWithReceivers(knex);
  const { subscribers, addWebhooks, urls } = callboard;
  const lags = [];
  const others = [...subscribers.transactional, ...subscribers.external];
  subscribers.external.push(listenerTo(lags));
  await addWebhooks('default', [`${urls[0]}/quick`]);
  const send = callboard.inWorkspace();
  const project = {
    workspace_id: (await send('GET', '')).id,
    project_id: await openProject(send, 'payments_api', people.member),
  };
  const { runner, changes } = createRelay(knex, subscribers);
  const change = nth => changeItem(changes, project, nth);
  const untilQuiet = () => untilDelivered(knex, project.workspace_id);
  await collectLags(runner, lags, lagSeconds, change, untilQuiet);
  const what = `from the change to its subscriber, among all of Callboard's, p95`;
  const note = others.map(({ name }) => name).join(', ');
  figure.p95(what, lags, 250, note);
  await callboard.stop();
}

/** A change of a work item; one in ten notifies an assignee. */
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
