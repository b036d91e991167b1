import { loadBackend } from '../lib/backend.mjs';

const { Changes } = loadBackend('changes/Changes');
const { Outbox } = loadBackend('changes/Outbox');
const { Relay } = loadBackend('changes/Relay');
const { RelayRunner } = loadBackend('changes/RelayRunner');
const { ActivityLog } = loadBackend('changes/log/ActivityLog');
const { DepartmentStore } = loadBackend('features/departments/DepartmentStore');
const { newId } = loadBackend('database/ids');
const { createNotes, jane, noteId, noteTable, silent } = loadBackend(
  '__testUtils__/spine',
);

const WORKSPACE = '01900000-0000-7000-8000-000000000000';

const departments = new DepartmentStore();
const clock = { now: () => Date.now() };
let notes = 1;

/** Changes, and a relay with subscribers of its own. */
export function createRelay(knex, subscribers) {
  const outbox = new Outbox();
  const relay = new Relay({
    knex,
    clock,
    logger: silent,
    outbox,
    subscribers,
  });
  const runner = new RelayRunner(relay, silent);
  const changes = new Changes({
    knex,
    clock,
    log: new ActivityLog(),
    outbox,
    onCommit: () => runner.wake(),
  });
  return { relay, runner, changes };
}

/**
 * What is created: a row of two columns and one index, and a department as its
 * own store inserts it.
 */
export const kinds = {
  note: async tx => {
    notes += 1;
    await tx(noteTable).insert({ id: notes, name: 'a note' });
    return { id: noteId(notes), name: 'a note' };
  },
  department: async tx => {
    const now = clock.now();
    const department = {
      id: newId(now),
      workspace_id: WORKSPACE,
      name: 'Platform',
      code: null,
      short_name: null,
      dept_code: null,
      description: 'Runs what the others build on',
      dept_type: 'team',
      parent_id: null,
      level: 0,
      manager_ref: 'user:default/jane',
      sort_order: now,
      is_active: true,
      entity_ref: null,
      version: 1,
      created_at: now,
      updated_at: now,
    };
    await departments.insertMany(tx, [department]);
    return department;
  },
};

/** Creates something, and records it. */
export const insertRecorded = (changes, kind) =>
  changes.run(jane, async change => {
    const { workspace_id: _, ...after } = await kinds[kind](change.tx);
    change.record({
      workspace_id: WORKSPACE,
      entity_type: kind,
      entity_id: after.id,
      entity_label: after.name,
      visibility: 'workspace',
      before: null,
      after,
    });
  });

/** What `insertRecorded` refers to. */
export async function createRecorded(knex) {
  await createNotes(knex);
  await knex('workspaces').insert({
    ...{ id: WORKSPACE, slug: 'bench', name: 'Bench', timezone: 'UTC' },
    ...{ week_start: 1, settings: '{}', version: 1 },
    ...{ created_at: new Date(), updated_at: new Date() },
  });
}
