import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import { findAccessPaths, recordPlans } from '../../__testUtils__/plans';
import {
  assembleChangeFixture,
  createChangeFixture,
  jane,
  ledger,
  getNoteId,
  noteTable,
  recordRenaming,
  renameNote,
  formatRenaming,
  ChangeFixture,
} from '../../__testUtils__/changeFixture';
import { insertMany } from '../../database/bulk';
import { createId } from '../../database/ids';
import { MAX_ATTEMPTS } from '../../kernel/backoff';
import { readNextEntries } from '../outbox';
import { readRelayStatus } from './readRelayStatus';

const LONG = 10 * 60_000;

/** Advances the clock until nothing is waiting. */
async function waitForRelay({
  relay,
  advanceClock,
}: ChangeFixture): Promise<void> {
  for (let attempt = 0; attempt <= MAX_ATTEMPTS; attempt += 1) {
    await relay.drain();
    advanceClock(LONG);
  }
}

describe('Relay', () => {
  const databases = MigratedDatabases.create();

  describe.each(databases.eachSupportedId())('on %p', databaseId => {
    async function createFixtureWithChanges(
      count: number,
    ): Promise<ChangeFixture> {
      const fixture = await createChangeFixture(databases, databaseId);
      for (let index = 0; index < count; index += 1) {
        await fixture.changes.run(jane, change =>
          renameNote(change, `n${index}`, `n${index + 1}`),
        );
      }
      return fixture;
    }

    it('dispatches the changes of an entity in order @full', async () => {
      const fixture = await createFixtureWithChanges(450);
      fixture.subscribers.transactional.push(ledger);
      await fixture.relay.drain();

      const order = fixture.delivered().flat();
      expect(order).toHaveLength(450);
      expect(order[0]).toBe('n0 → n1');
      expect(order[449]).toBe('n449 → n450');
      expect([...order].sort(byNumber)).toEqual(order);
      expect(await fixture.knex('test_ledger')).toHaveLength(450);
      expect(await fixture.knex('outbox')).toEqual([]);
    });

    it('resumes entries that a crashed relay has applied, before new ones', async () => {
      const fixture = await createFixtureWithChanges(3);
      fixture.subscribers.transactional.push(ledger);
      const [{ seq }] = await fixture.knex('outbox').orderBy('seq');
      await fixture.knex('outbox').where({ seq }).update({ stage: 'applied' });
      await fixture.relay.drain();
      expect(fixture.delivered().flat()).toEqual([
        'n0 → n1',
        'n1 → n2',
        'n2 → n3',
      ]);
      expect(await fixture.knex('test_ledger')).toHaveLength(2);
      expect(await fixture.knex('outbox')).toEqual([]);
    });

    it('reads the next entries by index when thousands wait for a retry @full-postgres', async () => {
      const knex = await databases.init(databaseId);
      await insertMany(
        knex,
        'outbox',
        Array.from({ length: 5_000 }, () => ({
          activity_id: createId(Date.now()),
          entity_key: 'note:1',
          stage: 'retrying',
          created_at: new Date(),
        })),
      );
      await knex.raw('ANALYZE');
      const plans = await recordPlans(knex, () => readNextEntries(knex, 1_000));
      expect(findAccessPaths(plans, 'outbox')).toEqual(['outbox_stage_idx']);
    });

    it('deletes outbox entries whose activity entry is missing, and continues', async () => {
      const fixture = await createFixtureWithChanges(3);
      fixture.subscribers.transactional.push(ledger);
      const [{ activity_id }] = await fixture.knex('outbox').orderBy('seq');
      await fixture.knex('activity').where({ id: activity_id }).delete();
      await fixture.relay.drain();
      expect(fixture.delivered().flat()).toEqual(['n1 → n2', 'n2 → n3']);
      expect(await fixture.knex('outbox')).toEqual([]);
    });

    it('stops between batches on abort, and loses no change @full', async () => {
      const fixture = await createChangeFixture(databases, databaseId);
      await fixture.changes.run(jane, async change => {
        for (let index = 0; index < 2_100; index += 1) {
          recordRenaming(change, `n${index}`, `n${index + 1}`);
        }
      });
      const stopping = new AbortController();
      fixture.subscribers.external.push({
        name: 'impatient',
        handle: async () => stopping.abort(),
      });
      await fixture.relay.drain(stopping.signal);
      expect(fixture.delivered().flat()).toHaveLength(1_000);
      await fixture.relay.drain();
      expect(fixture.delivered().flat()).toHaveLength(2_100);
      expect(new Set(fixture.delivered().flat()).size).toBe(2_100);
    });

    it('notifies a transactional subscriber exactly once per change, even with two relays @full', async () => {
      const first = await createFixtureWithChanges(300);
      const second = assembleChangeFixture(first.knex);
      first.subscribers.transactional.push(ledger);
      second.subscribers.transactional.push(ledger);
      if (databaseId === 'SQLITE_3') {
        await first.relay.drain();
        await second.relay.drain();
      } else {
        await Promise.all([first.relay.drain(), second.relay.drain()]);
        await first.relay.drain();
      }
      expect(await first.knex('test_ledger')).toHaveLength(300);
      expect(
        first.delivered().flat().length + second.delivered().flat().length,
      ).toBe(300);
    });

    it('retries a change when a subscriber throws, until it succeeds @full-postgres', async () => {
      const fixture = await createFixtureWithChanges(1);
      let failures = 3;
      const got: string[] = [];
      fixture.subscribers.external.push({
        name: 'shaky',
        async handle(changes) {
          if (failures > 0) {
            failures -= 1;
            throw new Error('not now');
          }
          got.push(...changes.map(formatRenaming));
        },
      });
      await fixture.relay.drain();
      expect(got).toEqual([]);
      expect(await fixture.knex('outbox')).toHaveLength(1);
      await waitForRelay(fixture);
      expect(got).toEqual(['n0 → n1']);
      expect(await fixture.knex('outbox')).toEqual([]);
      expect(await fixture.knex('outbox_dispatches')).toEqual([]);
    });

    it('retries changes that failed with the same error in one batch', async () => {
      const fixture = await createChangeFixture(databases, databaseId);
      for (let note = 1; note <= 4; note += 1) {
        await fixture.changes.run(jane, change =>
          renameNote(change, 'a', 'b', note),
        );
      }
      let broken = true;
      const calls: number[] = [];
      fixture.subscribers.external.push({
        name: 'shaky',
        async handle(changes) {
          if (broken) throw new Error('not now');
          calls.push(changes.length);
        },
      });
      await fixture.relay.drain();
      expect(
        await fixture.knex('outbox_dispatches').distinct('attempts'),
      ).toEqual([{ attempts: 1 }]);
      broken = false;
      await waitForRelay(fixture);
      expect(calls).toEqual([4]);
      expect(await fixture.knex('outbox')).toEqual([]);
    });

    it('rolls back the writes of a failed subscriber, but not of other subscribers', async () => {
      const fixture = await createFixtureWithChanges(1);
      fixture.subscribers.transactional.push(
        {
          name: 'half-way',
          async handle(_changes, tx) {
            await tx(noteTable).insert({ id: 99, name: 'half' });
            throw new Error('stumbled');
          },
        },
        ledger,
      );
      await fixture.relay.drain();
      expect(await fixture.knex(noteTable).where({ id: 99 })).toEqual([]);
      expect(await fixture.knex('test_ledger')).toHaveLength(1);
      expect(fixture.delivered()).toEqual([['n0 → n1']]);
      expect(await fixture.knex('outbox_dispatches')).toMatchObject([
        { subscriber: 'half-way', attempts: 1, last_error: 'Error: stumbled' },
      ]);
    });

    it('delivers the rest of a batch when one change fails', async () => {
      const fixture = await createChangeFixture(databases, databaseId);
      for (const note of [1, 2, 3]) {
        await fixture.changes.run(jane, change =>
          renameNote(change, 'a', 'b', note),
        );
      }
      const got: string[] = [];
      fixture.subscribers.external.push({
        name: 'picky',
        async handle(changes) {
          if (changes.some(({ entity_id }) => entity_id === getNoteId(2))) {
            throw new Error('not that one');
          }
          got.push(...changes.map(({ entity_id }) => entity_id));
        },
      });
      await fixture.relay.drain();
      expect(got).toEqual([getNoteId(1), getNoteId(3)]);
    });

    it('delays later changes of an entity until a failed one succeeds', async () => {
      const fixture = await createFixtureWithChanges(3);
      let broken = true;
      const got: string[] = [];
      fixture.subscribers.external.push({
        name: 'shaky',
        async handle(changes) {
          if (broken) throw new Error('not now');
          got.push(...changes.map(formatRenaming));
        },
      });
      await fixture.relay.drain();
      broken = false;
      await fixture.changes.run(jane, change => renameNote(change, 'n3', 'n4'));
      await waitForRelay(fixture);
      expect(got).toEqual(['n0 → n1', 'n1 → n2', 'n2 → n3', 'n3 → n4']);
    });

    it('dead-letters a change after all attempts, without blocking other subscribers @full-postgres', async () => {
      const fixture = await createFixtureWithChanges(2);
      fixture.subscribers.external.push({
        name: 'hopeless',
        async handle() {
          throw new Error('never');
        },
      });
      fixture.subscribers.transactional.push(ledger);
      await waitForRelay(fixture);
      await waitForRelay(fixture);
      expect(await fixture.knex('test_ledger')).toHaveLength(2);
      expect(fixture.delivered().flat()).toEqual(['n0 → n1', 'n1 → n2']);
      const failures = await fixture.knex('outbox_dispatches').orderBy('seq');
      expect(failures).toMatchObject([
        { subscriber: 'hopeless', attempts: MAX_ATTEMPTS },
        { subscriber: 'hopeless', attempts: MAX_ATTEMPTS },
      ]);
      expect(failures.every(failure => failure.dead_lettered_at)).toBe(true);
      expect(await readRelayStatus(fixture.knex, Date.now())).toMatchObject({
        pending: 0,
        dead_lettered: 2,
      });
    });
  });
});

function byNumber(a: string, b: string): number {
  return parseInt(a.slice(1), 10) - parseInt(b.slice(1), 10);
}
