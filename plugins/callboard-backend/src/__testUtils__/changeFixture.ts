import type { TestDatabaseId } from '@backstage/backend-test-utils';
import { LoggerService } from '@backstage/backend-plugin-api';
import { ChangeEvent } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { Actor } from '../kernel/actor';
import { Change, Changes } from '../changes/Changes';
import { Relay } from '../changes/relay/Relay';
import { Subscribers, TransactionalSubscriber } from '../changes/Subscriber';
import { ActivityLog } from '../changes/ActivityLog';
import type { MigratedDatabases } from './MigratedDatabases';

/** A user who makes changes. */
export const jane: Actor = {
  user_ref: 'user:default/jane',
  display_name: 'Jane Doe',
  email: 'jane@example.com',
  ip: null,
  request_id: 'r-1',
};

const nothing = () => {};

/** A logger without output. */
export const silentLogger: LoggerService = {
  error: nothing,
  warn: nothing,
  info: nothing,
  debug: nothing,
  child: () => silentLogger,
};

/** A table that tests change; it contains one note called `a`. */
export const noteTable = 'test_notes';

const WORKSPACE = '01900000-0000-7000-8000-000000000001';

/** The id of a note, as a UUID. */
export function getNoteId(note: number): string {
  return `01900000-0000-7000-8000-${String(note).padStart(12, '0')}`;
}

/** Renames a note and records the change. */
export async function renameNote(
  change: Change,
  from: string,
  to: string,
  note = 1,
): Promise<void> {
  await change.tx(noteTable).where({ id: note }).update({ name: to });
  recordRenaming(change, from, to, note);
}

/** Records the renaming of a note. */
export function recordRenaming(
  change: Change,
  from: string,
  to: string,
  note = 1,
): void {
  change.record({
    workspace_id: WORKSPACE,
    visibility: 'workspace',
    entity_type: 'label',
    entity_id: getNoteId(note),
    entity_label: to,
    before: { name: from },
    after: { name: to },
  });
}

/** Formats the renaming in a change event, as `old → new`. */
export function formatRenaming({ changes }: ChangeEvent): string {
  return `${changes[0].old_value} → ${changes[0].new_value}`;
}

/** A subscriber that stores every change. Storing a change twice violates the primary key. */
export const ledger: TransactionalSubscriber = {
  name: 'ledger',
  async handle(changes, tx) {
    await tx('test_ledger').insert(
      changes.map(change => ({
        change_id: change.id,
        renaming: formatRenaming(change),
      })),
    );
  },
};

/** The change pipeline on a database, and the deliveries of its subscribers. */
export interface ChangeFixture {
  knex: Knex;
  changes: Changes;
  log: ActivityLog;
  relay: Relay;
  subscribers: Subscribers;
  /** Advances the clock. */
  advanceClock(ms: number): void;
  /** The batches that an external subscriber received. */
  delivered(): string[][];
  /** The number of times the relay was woken. */
  wakes(): number;
}

/** Assembles the fixture around a migrated database. */
export function assembleChangeFixture(knex: Knex): ChangeFixture {
  let now = Date.now();
  let wakes = 0;
  const delivered: string[][] = [];
  const clock = { now: () => now };
  const log = new ActivityLog();
  const subscribers: Subscribers = {
    transactional: [],
    external: [
      {
        name: 'listener',
        handle: async changes => {
          delivered.push(changes.map(formatRenaming));
        },
      },
    ],
  };
  return {
    knex,
    log,
    subscribers,
    changes: new Changes({
      knex,
      clock,
      log,
      onCommit: () => {
        wakes += 1;
      },
    }),
    relay: new Relay({
      knex,
      clock,
      logger: silentLogger,
      subscribers,
    }),
    advanceClock: ms => {
      now += ms;
    },
    delivered: () => delivered,
    wakes: () => wakes,
  };
}

/** The fixture on a new database with one note. */
export async function createChangeFixture(
  databases: MigratedDatabases,
  databaseId: TestDatabaseId,
): Promise<ChangeFixture> {
  const knex = await databases.init(databaseId);
  await createNotes(knex);
  return assembleChangeFixture(knex);
}

/** Creates the table of notes, and the table to which `ledger` writes. */
export async function createNotes(knex: Knex): Promise<void> {
  await knex.schema.createTable(noteTable, table => {
    table.integer('id').primary();
    table.string('name');
  });
  await knex(noteTable).insert({ id: 1, name: 'a' });
  await knex.schema.createTable('test_ledger', table => {
    table.string('change_id').primary();
    table.string('renaming');
  });
}
