import { TestDatabases } from '@backstage/backend-test-utils';
import { databaseIds } from '../__testUtils__/databases';
import {
  createSpine,
  jane,
  renameNote,
  renaming,
  Spine,
} from '../__testUtils__/spine';
import { RelayStatus } from './RelayStatus';

jest.setTimeout(60_000);

describe('a subscriber outside the database that is slow', () => {
  const databases = TestDatabases.create({ ids: databaseIds });

  describe.each(databases.eachSupportedId())('on %p', databaseId => {
    const rename = (spine: Spine, note: number, index: number) =>
      spine.changes.run(jane, change =>
        renameNote(change, `${note}.${index}`, `${note}.${index + 1}`, note),
      );

    /** Changes of several notes, and a subscriber that takes its time. */
    async function slowSpine(options: { notes: number; each: number }) {
      const spine = await createSpine(databases, databaseId);
      const calls: string[][] = [];
      spine.subscribers.external.push({
        name: 'slow',
        atOnce: 10,
        async handle(changes) {
          calls.push(changes.map(renaming));
          spine.wait(60);
        },
      });
      for (let index = 0; index < options.each; index += 1) {
        for (let note = 1; note <= options.notes; note += 1) {
          await rename(spine, note, index);
        }
      }
      return { spine, calls };
    }

    it('gets everything in the end, in order, and never more than it takes at once', async () => {
      const { spine, calls } = await slowSpine({ notes: 8, each: 10 });
      await spine.relay.drain();
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
      expect(await spine.knex('outbox')).toEqual([]);
    });

    it('does not hold up the others, nor what comes new', async () => {
      const { spine, calls } = await slowSpine({ notes: 100, each: 1 });
      let before: number | undefined;
      spine.subscribers.external.push({
        name: 'quick',
        async handle(changes) {
          if (changes.some(({ entity_label }) => entity_label === '7.8')) {
            before = calls.flat().length;
          }
        },
      });
      const [first] = spine.subscribers.external;
      let isFirst = true;
      spine.subscribers.external[0] = {
        ...first,
        async handle(changes) {
          await first.handle(changes);
          if (isFirst) {
            isFirst = false;
            await rename(spine, 7, 7);
          }
        },
      };
      await spine.relay.drain();
      expect(before).toBeLessThan(100);
      expect(calls.flat()).toHaveLength(101);
    });

    it('shows as changes that still wait', async () => {
      const { spine } = await slowSpine({ notes: 50, each: 1 });
      const stopping = new AbortController();
      const [first] = spine.subscribers.external;
      spine.subscribers.external[0] = {
        ...first,
        handle: async changes => {
          await first.handle(changes);
          stopping.abort();
        },
      };
      await spine.relay.drain(stopping.signal);
      const now = Date.now() + 60_000;
      const status = new RelayStatus(spine.knex, { now: () => now });
      const { pending, lag_ms } = await status.read();
      expect(pending).toBeGreaterThan(0);
      expect(lag_ms).toBeGreaterThan(0);
      await spine.relay.drain();
      expect(await status.read()).toEqual({ lag_ms: 0, pending: 0, parked: 0 });
    });
  });
});
