import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import {
  createChangeFixture,
  jane,
  getNoteId,
  renameNote,
  formatRenaming,
  silentLogger,
  ChangeFixture,
} from '../../__testUtils__/changeFixture';
import { Relay } from './Relay';
import { readRelayStatus } from './readRelayStatus';
import { TimedCalls } from './LocalSubscribers';

describe('slow external subscriber', () => {
  const databases = MigratedDatabases.create();

  describe.each(databases.eachSupportedId())('on %p', databaseId => {
    const rename = (fixture: ChangeFixture, note: number, index: number) =>
      fixture.changes.run(jane, change =>
        renameNote(change, `${note}.${index}`, `${note}.${index + 1}`, note),
      );

    /** Changes of several notes, and a slow subscriber. */
    async function createSlowFixture(options: { notes: number; each: number }) {
      const fixture = await createChangeFixture(databases, databaseId);
      const calls: string[][] = [];
      fixture.subscribers.external.push({
        name: 'slow',
        maxChangesPerCall: 10,
        async handle(changes) {
          calls.push(changes.map(formatRenaming));
          fixture.advanceClock(60);
        },
      });
      for (let index = 0; index < options.each; index += 1) {
        for (let note = 1; note <= options.notes; note += 1) {
          await rename(fixture, note, index);
        }
      }
      return { fixture, calls };
    }

    it('receives all changes in order, in batches within its limit @full-sqlite', async () => {
      const { fixture, calls } = await createSlowFixture({
        notes: 8,
        each: 10,
      });
      await fixture.relay.drain();
      expect(Math.max(...calls.map(({ length }) => length))).toBe(10);
      for (let note = 1; note <= 8; note += 1) {
        const got = calls.flat().filter(text => text.startsWith(`${note}.`));
        expect(got).toEqual(
          Array.from(
            { length: 10 },
            (_, n) => `${note}.${n} → ${note}.${n + 1}`,
          ),
        );
      }
      expect(await fixture.knex('outbox')).toEqual([]);
    });

    it('delays neither other subscribers nor newer changes @full', async () => {
      const { fixture, calls } = await createSlowFixture({
        notes: 100,
        each: 1,
      });
      let before: number | undefined;
      fixture.subscribers.external.push({
        name: 'quick',
        async handle(changes) {
          if (changes.some(({ entity_label }) => entity_label === '7.8')) {
            before = calls.flat().length;
          }
        },
      });
      const [first] = fixture.subscribers.external;
      let isFirst = true;
      fixture.subscribers.external[0] = {
        ...first,
        async handle(changes) {
          await first.handle(changes);
          if (isFirst) {
            isFirst = false;
            await rename(fixture, 7, 7);
          }
        },
      };
      await fixture.relay.drain();
      expect(before).toBeLessThan(100);
      expect(calls.flat()).toHaveLength(101);
    });

    it('counts undelivered changes as pending in the relay status @full-postgres', async () => {
      const { fixture } = await createSlowFixture({ notes: 50, each: 1 });
      const stopping = new AbortController();
      const [first] = fixture.subscribers.external;
      fixture.subscribers.external[0] = {
        ...first,
        handle: async changes => {
          await first.handle(changes);
          stopping.abort();
        },
      };
      await fixture.relay.drain(stopping.signal);
      const now = Date.now() + 60_000;
      const { pending, lag_ms } = await readRelayStatus(fixture.knex, now);
      expect(pending).toBeGreaterThan(0);
      expect(lag_ms).toBeGreaterThan(0);
      await fixture.relay.drain();
      expect(await readRelayStatus(fixture.knex, now)).toEqual({
        lag_ms: 0,
        pending: 0,
        dead_lettered: 0,
        paused: 0,
      });
    });

    /** Advances the clock until everything is dispatched or dead-lettered. */
    async function waitForRelay({ relay, knex, advanceClock }: ChangeFixture) {
      await relay.drain();
      const listPendingDispatches = () =>
        knex('outbox_dispatches').whereNull('dead_lettered_at');
      while ((await listPendingDispatches()).length > 0) {
        advanceClock(10 * 60_000);
        await relay.drain();
      }
    }

    it('limits its retries when it fails, and dead-letters only the failing change @full-postgres', async () => {
      const { fixture } = await createSlowFixture({ notes: 10, each: 1 });
      const stopping = new AbortController();
      let calls = 0;
      const got: string[] = [];
      const [listener] = fixture.subscribers.external;
      fixture.subscribers.external = [
        listener,
        {
          name: 'picky',
          async handle(changes) {
            calls += 1;
            fixture.advanceClock(150);
            stopping.abort();
            if (changes.some(({ entity_id }) => entity_id === getNoteId(2))) {
              throw new Error('not that one');
            }
            got.push(...changes.map(({ entity_id }) => entity_id));
          },
        },
      ];
      // One batch, and one retry of deferred entries.
      await fixture.relay.drain(stopping.signal);
      expect(calls).toBeLessThanOrEqual(4);

      await waitForRelay(fixture);
      const others = [1, 3, 4, 5, 6, 7, 8, 9, 10].map(getNoteId);
      expect(got.sort()).toEqual(others.sort());
      expect(await fixture.knex('outbox_dispatches')).toMatchObject([
        { subscriber: 'picky', last_error: 'Error: not that one' },
      ]);
    });

    describe('hanging subscriber', () => {
      /** A subscriber that hangs until it is released. */
      async function createHangingFixture(lostAfterMs?: number) {
        const fixture = await createChangeFixture(databases, databaseId);
        let now = Date.now();
        const calls: string[][] = [];
        let isHanging = true;
        let release = () => {};
        const released = new Promise<void>(done => {
          release = () => {
            isHanging = false;
            done();
          };
        });
        fixture.subscribers.external.push({
          name: 'hanging',
          async handle(changes) {
            calls.push(changes.map(formatRenaming));
            if (isHanging) await released;
          },
        });
        const relay = new Relay({
          knex: fixture.knex,
          clock: { now: () => now },
          logger: silentLogger,
          subscribers: fixture.subscribers,
          calls: new TimedCalls(50, lostAfterMs),
        });
        const advanceClock = (ms: number) => {
          now += ms;
        };
        return { ...fixture, relay, advanceClock, calls, release };
      }

      it('blocks no other subscriber, and receives no second call before it responds', async () => {
        const fixture = await createHangingFixture();
        await rename(fixture, 1, 0);
        await rename(fixture, 1, 1);
        await fixture.relay.drain();
        await rename(fixture, 2, 0);
        fixture.advanceClock(60_000);
        await fixture.relay.drain();
        expect(fixture.delivered().flat()).toEqual([
          '1.0 → 1.1',
          '1.1 → 1.2',
          '2.0 → 2.1',
        ]);
        expect(fixture.calls).toEqual([['1.0 → 1.1', '1.1 → 1.2']]);
        expect(
          await fixture.knex('outbox_dispatches').orderBy('seq'),
        ).toMatchObject([
          {
            attempts: 1,
            last_error: 'OverdueError: hanging did not answer within 50 ms',
          },
          { attempts: 0 },
          { attempts: 0 },
        ]);
      });

      it('receives the changes again in order after it responds', async () => {
        const fixture = await createHangingFixture();
        await rename(fixture, 1, 0);
        await rename(fixture, 1, 1);
        await fixture.relay.drain();
        fixture.release();
        await waitForRelay(fixture);
        expect(fixture.calls).toEqual([
          ['1.0 → 1.1', '1.1 → 1.2'],
          ['1.0 → 1.1', '1.1 → 1.2'],
        ]);
        expect(await fixture.knex('outbox')).toEqual([]);
      });

      it('dead-letters the change after eight attempts without a response @full', async () => {
        const fixture = await createHangingFixture(1);
        await rename(fixture, 1, 0);
        for (let attempt = 0; attempt < 10; attempt += 1) {
          await fixture.relay.drain();
          fixture.advanceClock(10 * 60_000);
          await new Promise(done => setTimeout(done, 10));
        }
        const [{ attempts, dead_lettered_at }] = await fixture.knex(
          'outbox_dispatches',
        );
        expect(attempts).toBe(8);
        expect(dead_lettered_at).not.toBeNull();
      });
    });
  });
});
