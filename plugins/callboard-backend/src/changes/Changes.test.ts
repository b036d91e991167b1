import { MAX_METADATA_BYTES } from '@callboard/plugin-callboard-common';
import { readJson } from '../database/dialect';
import { MigratedDatabases } from '../__testUtils__/MigratedDatabases';
import { ResourceChange } from './ResourceChange';
import {
  createChangeFixture,
  jane,
  getNoteId,
  noteTable,
  renameNote,
} from '../__testUtils__/changeFixture';

const createRenaming = (from: string, to: string): ResourceChange => ({
  workspace_id: getNoteId(0),
  visibility: 'workspace',
  entity_type: 'label',
  entity_id: getNoteId(1),
  entity_label: to,
  before: { name: from },
  after: { name: to },
});

describe('Changes', () => {
  const databases = MigratedDatabases.create();

  describe.each(databases.eachSupportedId())('on %p', databaseId => {
    it('commits the row, its activity entry and its outbox entry together', async () => {
      const { knex, changes } = await createChangeFixture(
        databases,
        databaseId,
      );
      await changes.run(jane, change => renameNote(change, 'a', 'b'));

      expect(await knex(noteTable).pluck('name')).toEqual(['b']);
      const [row] = await knex('activity');
      expect(row).toMatchObject({
        user_id: 'user:default/jane',
        user_name: 'Jane Doe',
        user_email: 'jane@example.com',
        action: 'update',
        visibility: 1,
        entity_type: 'label',
        entity_label: 'b',
        source: 'backend',
        request_id: 'r-1',
      });
      expect(readJson(row.changes)).toEqual([
        { field: 'name', old_value: 'a', new_value: 'b' },
      ]);
      const [entry] = await knex('outbox');
      expect(entry.activity_id).toBe(row.id);
    });

    it('rolls back the row, activity entry and outbox entry when the change fails', async () => {
      const { knex, changes } = await createChangeFixture(
        databases,
        databaseId,
      );
      await expect(
        changes.run(jane, async change => {
          await renameNote(change, 'a', 'b');
          throw new Error('changed my mind');
        }),
      ).rejects.toThrow('changed my mind');

      expect(await knex(noteTable).pluck('name')).toEqual(['a']);
      expect(await knex('activity')).toEqual([]);
      expect(await knex('outbox')).toEqual([]);
    });

    it('rolls back the row and outbox entry when the activity entry cannot be stored', async () => {
      const { knex, changes, log } = await createChangeFixture(
        databases,
        databaseId,
      );
      log.toInsertion = () => {
        throw new Error('disk full');
      };
      await expect(
        changes.run(jane, change => renameNote(change, 'a', 'b')),
      ).rejects.toThrow('disk full');
      expect(await knex(noteTable).pluck('name')).toEqual(['a']);
      expect(await knex('outbox')).toEqual([]);
    });

    it('records no activity when no field changes', async () => {
      const { knex, changes, wakes } = await createChangeFixture(
        databases,
        databaseId,
      );
      await changes.run(jane, change => renameNote(change, 'a', 'a'));
      expect(await knex('activity')).toEqual([]);
      expect(await knex('outbox')).toEqual([]);
      expect(wakes()).toBe(0);
    });

    it('dispatches a change only after its commit', async () => {
      const { knex, changes, relay, delivered, wakes } =
        await createChangeFixture(databases, databaseId);
      await changes.run(jane, async change => {
        await renameNote(change, 'a', 'b');
        if (databaseId !== 'SQLITE_3') {
          // Another connection relays while this change is still open.
          await relay.drain();
        }
        expect(delivered()).toEqual([]);
        expect(wakes()).toBe(0);
      });
      expect(wakes()).toBe(1);
      await relay.drain();
      expect(delivered()).toEqual([['a → b']]);
      expect(await knex('outbox')).toEqual([]);
    });

    it('skips waking the relay when the commit fails', async () => {
      const { knex, changes, wakes } = await createChangeFixture(
        databases,
        databaseId,
      );
      if (databaseId === 'SQLITE_3') await knex.raw('PRAGMA foreign_keys = ON');
      await knex.raw('CREATE TABLE parents (id integer PRIMARY KEY)');
      await knex.raw(
        'CREATE TABLE children (parent integer REFERENCES parents (id) DEFERRABLE INITIALLY DEFERRED)',
      );
      await expect(
        changes.run(jane, async change => {
          await renameNote(change, 'a', 'b');
          await change.tx('children').insert({ parent: 1 });
        }),
      ).rejects.toThrow(/foreign key/i);
      expect(wakes()).toBe(0);
    });

    it('records each change of a series with its own actor and timestamp', async () => {
      const { knex, changes, wakes } = await createChangeFixture(
        databases,
        databaseId,
      );
      const joe = { ...jane, user_ref: 'user:default/joe' };
      const [earlier, later] = [Date.now() - 2_000, Date.now() - 1_000];
      await changes.runSeries(async (_, startChange) => {
        await renameNote(startChange({ ...jane, at: earlier }), 'a', 'b');
        await renameNote(startChange({ ...joe, at: later }), 'b', 'c');
        await renameNote(startChange({ ...joe, at: later }), 'c', 'c');
      });
      const rows = await knex('activity').orderBy('id');
      expect(
        rows.map(row => [row.user_id, Number(new Date(row.created_at))]),
      ).toEqual([
        [jane.user_ref, earlier],
        [joe.user_ref, later],
      ]);
      expect(await knex('outbox')).toHaveLength(2);
      expect(wakes()).toBe(1);
      await expect(
        changes.runSeries(async (_, startChange) => {
          await renameNote(startChange(jane), 'c', 'd');
          throw new Error('changed my mind');
        }),
      ).rejects.toThrow('changed my mind');
      expect(await knex(noteTable).pluck('name')).toEqual(['c']);
      expect(await knex('activity')).toHaveLength(2);
    });

    it('writes activity entries of a large change early, in one batch and transaction', async () => {
      const { knex, changes, wakes } = await createChangeFixture(
        databases,
        databaseId,
      );
      const write = (isRolledBack: boolean) =>
        changes.run(jane, async change => {
          for (const [from, to] of [
            ['a', 'b'],
            ['b', 'c'],
          ]) {
            change.record({ ...createRenaming(from, to), detail: true });
            await change.writeEntries();
          }
          expect(await change.tx('activity')).toHaveLength(2);
          if (isRolledBack) throw new Error('changed my mind');
          change.record(createRenaming('c', 'd'));
        });
      await expect(write(true)).rejects.toThrow('changed my mind');
      expect(await knex('activity')).toEqual([]);
      expect(wakes()).toBe(0);

      await write(false);
      const rows = await knex('activity').orderBy('id');
      expect(rows.map(({ entity_label }) => entity_label)).toEqual([
        'b',
        'c',
        'd',
      ]);
      expect(new Set(rows.map(({ batch_id }) => batch_id)).size).toBe(1);
      expect(rows[0].batch_id).not.toBeNull();
      expect(await knex('outbox')).toHaveLength(3);
      expect(wakes()).toBe(1);
    });

    it('limits the names in the metadata to the first ones that fit', async () => {
      const { knex, changes } = await createChangeFixture(
        databases,
        databaseId,
      );
      const ids = Array.from({ length: 100 }, (_, index) => getNoteId(index));
      await changes.run(jane, async change => {
        change.record({
          workspace_id: getNoteId(0),
          visibility: 'workspace',
          entity_type: 'label',
          entity_id: getNoteId(1),
          entity_label: null,
          before: { refers_to: [] },
          after: { refers_to: ids },
          metadata: { source: 'tests' },
          names: new Map(ids.map(id => [id, '€'.repeat(100)])),
        });
      });
      const [row] = await knex('activity');
      const metadata = readJson<{ names: object }>(row.metadata);
      const size = Buffer.byteLength(JSON.stringify(metadata));
      expect(size).toBeLessThanOrEqual(MAX_METADATA_BYTES);
      expect(metadata).toMatchObject({ source: 'tests' });
      const names = Object.keys(metadata.names).sort();
      expect(names).toEqual(ids.slice(0, names.length));
      expect(names.length).toBeGreaterThan(20);
    });

    it('marks detail entries, and groups them with their cause in one batch', async () => {
      const { knex, changes } = await createChangeFixture(
        databases,
        databaseId,
      );
      const createNoteChange = (
        id: number,
        detail: boolean,
      ): ResourceChange => ({
        workspace_id: getNoteId(0),
        visibility: 'workspace',
        entity_type: 'label',
        entity_id: getNoteId(id),
        entity_label: `note ${id}`,
        before: null,
        after: { name: `note ${id}` },
        detail,
      });
      await changes.run(jane, async change => {
        change.record(createNoteChange(1, false));
        change.record(createNoteChange(2, true));
        change.record(createNoteChange(3, true));
      });
      await changes.run(jane, async change => {
        change.record(createNoteChange(4, false));
      });
      const rows = await knex('activity').orderBy('id');
      expect(rows.map(row => Boolean(row.is_detail))).toEqual([
        false,
        true,
        true,
        false,
      ]);
      const [first, second, third, alone] = rows.map(row => row.batch_id);
      expect(first).not.toBeNull();
      expect([second, third, alone]).toEqual([first, first, null]);
    });
  });
});
