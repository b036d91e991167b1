import { MigratedDatabases } from '../__testUtils__/MigratedDatabases';
import {
  createSpine,
  jane,
  ledger,
  noteId,
  renameNote,
  renaming,
  silent,
  Spine,
} from '../__testUtils__/spine';
import { MAX_ATTEMPTS } from './backoff';
import { ParkedDispatches } from './ParkedDispatches';
import { ExternalSubscriber } from './Subscriber';

const LONG = 10 * 60_000;
const SUE = 'user:default/sue';

describe('what was set aside', () => {
  const databases = MigratedDatabases.create();

  describe.each(databases.eachSupportedId())('on %p', databaseId => {
    let spine: Spine;
    let parked: ParkedDispatches;
    let wakes: number;
    /** Of the subscribers that fail, and what they got since they are mended. */
    let broken: Set<string>;
    let got: string[];

    const fragile = (name: string): ExternalSubscriber => ({
      name,
      handle: async changes => {
        if (broken.has(name)) {
          throw new Error(`${name} is broken`);
        }
        got.push(...changes.map(change => `${name}: ${renaming(change)}`));
      },
    });

    /** Not ahead of the relay's: what is due now is due there. */
    let now: number;

    beforeEach(async () => {
      now = Date.now();
      spine = await createSpine(databases, databaseId);
      wakes = 0;
      broken = new Set(['mail', 'pager']);
      got = [];
      parked = new ParkedDispatches({
        knex: spine.knex,
        clock: { now: () => now },
        logger: silent,
        relayRunner: {
          wake: () => {
            wakes += 1;
          },
        },
      });
      spine.subscribers.external.push(fragile('mail'), fragile('pager'));
      spine.subscribers.transactional.push(ledger);
    });

    /** Renames notes, given as `[note, old name, new name]`. */
    async function rename(...renamings: Array<[number, string, string]>) {
      for (const [note, from, to] of renamings) {
        await spine.changes.run(jane, change =>
          renameNote(change, from, to, note),
        );
      }
    }

    /** Lets time pass until nothing waits to be tried again. */
    async function settle() {
      await spine.relay.drain();
      while (
        (await spine.knex('outbox_dispatches').whereNotNull('next_attempt_at'))
          .length > 0
      ) {
        spine.wait(LONG);
        now += LONG;
        await spine.relay.drain();
      }
    }

    const list = async (query: { subscriber?: string } = {}) =>
      (await parked.list({ limit: 50, ...query })).items;

    const first = async (subscriber: string) => {
      const items = await list({ subscriber });
      return items[items.length - 1];
    };

    const idOf = ({
      subscriber,
      change,
    }: Awaited<ReturnType<typeof first>>) => ({
      subscriber,
      change_id: change.id,
    });

    it('is nothing as long as a dispatch may still succeed', async () => {
      await rename([1, 'a', 'b']);
      await spine.relay.drain();
      expect(await parked.list({ limit: 50 })).toEqual({
        items: [],
        next_cursor: null,
        total: 0,
      });
    });

    it('says what changed, who failed on it, how often and why @full-postgres', async () => {
      await rename([1, 'a', 'b']);
      await settle();
      const [change] = await spine.knex('activity').select('id');
      expect(await list({ subscriber: 'mail' })).toEqual([
        {
          subscriber: 'mail',
          change: {
            id: change.id,
            workspace_id: expect.any(String),
            actor: jane.user_ref,
            actor_name: jane.display_name,
            action: 'update',
            entity_type: 'label',
            entity_id: noteId(1),
            entity_label: 'b',
            created_at: expect.stringMatching(/Z$/),
          },
          attempts: MAX_ATTEMPTS,
          parked_at: expect.stringMatching(/Z$/),
          last_error: 'Error: mail is broken',
        },
      ]);
    });

    it('is read page by page, the latest change first @full-postgres', async () => {
      await rename([1, 'a', 'b'], [2, 'a', 'c'], [3, 'a', 'd']);
      await settle();
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await parked.list({ limit: 2, cursor });
        expect(page.total).toBe(6);
        seen.push(
          ...page.items.map(
            ({ subscriber, change }) => `${change.entity_label} ${subscriber}`,
          ),
        );
        cursor = page.next_cursor ?? undefined;
      } while (cursor);
      expect(seen).toEqual([
        'd mail',
        'd pager',
        'c mail',
        'c pager',
        'b mail',
        'b pager',
      ]);
    });

    it('refuses a cursor of another list', async () => {
      const cursor = Buffer.from('["7", 1]').toString('base64url');
      await expect(parked.list({ limit: 2, cursor })).rejects.toThrow(
        'is not a cursor of this list',
      );
    });

    it('is tried again at once, alone, and gone when it succeeds', async () => {
      await rename([1, 'a', 'b'], [2, 'a', 'c']);
      await settle();
      const told = spine.told().flat();
      broken.clear();
      expect(await parked.retry(idOf(await first('mail')), SUE)).toBe(1);
      expect(wakes).toBe(1);

      await spine.relay.drain();
      expect(got).toEqual(['mail: a → b']);
      expect(
        (await list()).map(
          ({ subscriber, change }) => `${change.entity_label} ${subscriber}`,
        ),
      ).toEqual(['c mail', 'c pager', 'b pager']);
      // The others are not told a second time.
      expect(spine.told().flat()).toEqual(told);
      expect(await spine.knex('test_ledger')).toHaveLength(2);
    });

    it('has all its attempts again, and is set aside once more when they fail @full', async () => {
      await rename([1, 'a', 'b']);
      await settle();
      const id = idOf(await first('mail'));
      await parked.retry(id, SUE);
      await spine.relay.drain();
      expect(await list({ subscriber: 'mail' })).toEqual([]);
      expect(
        await spine
          .knex('outbox_dispatches')
          .where({ subscriber: 'mail' })
          .select('attempts'),
      ).toEqual([{ attempts: 1 }]);

      await settle();
      expect(await first('mail')).toMatchObject({ attempts: MAX_ATTEMPTS });
      broken.clear();
      await parked.retry(id, SUE);
      await spine.relay.drain();
      expect(got).toEqual(['mail: a → b']);
    });

    it('goes after the earlier changes of the same thing @full', async () => {
      await rename([1, 'a', 'b'], [2, 'x', 'y'], [1, 'b', 'c'], [1, 'c', 'd']);
      await settle();
      broken.clear();
      const [, middle] = (await list({ subscriber: 'mail' })).filter(
        ({ change }) => change.entity_id === noteId(1),
      );
      expect(await parked.retry(idOf(middle), SUE)).toBe(2);
      await spine.relay.drain();
      expect(got).toEqual(['mail: a → b', 'mail: b → c']);
    });

    it('holds back what happens meanwhile to the same thing @full-postgres', async () => {
      await rename([1, 'a', 'b']);
      await settle();
      await parked.retry(idOf(await first('mail')), SUE);
      await rename([1, 'b', 'c']);
      await spine.relay.drain();
      broken.clear();
      await settle();
      expect(got.filter(line => line.startsWith('mail'))).toEqual([
        'mail: a → b',
        'mail: b → c',
      ]);
    });

    it('is tried again all together, or all of one subscriber @full-postgres', async () => {
      await rename([1, 'a', 'b'], [1, 'b', 'c']);
      await settle();
      broken.clear();
      expect(await parked.retryAll('mail', SUE)).toBe(2);
      await spine.relay.drain();
      expect(got).toEqual(['mail: a → b', 'mail: b → c']);

      expect(await parked.retryAll(undefined, SUE)).toBe(2);
      await spine.relay.drain();
      expect(got.slice(2)).toEqual(['pager: a → b', 'pager: b → c']);
      expect(await spine.knex('outbox')).toEqual([]);

      expect(await parked.retryAll(undefined, SUE)).toBe(0);
      expect(wakes).toBe(2);
    });

    it('is tried again in steps, however much it is @full', async () => {
      await rename([1, 'a', 'b']);
      await settle();
      const { knex } = spine;
      const [dispatch] = await knex('outbox_dispatches').where({
        subscriber: 'mail',
      });
      const [{ seq: last, ...entry }] = await knex('outbox');
      const copies = Array.from({ length: 2_500 }, (_, n) => ({
        ...entry,
        resource: JSON.stringify(entry.resource),
        seq: Number(last) + 1 + n,
      }));
      await knex.batchInsert('outbox', copies, 50);
      await knex.batchInsert(
        'outbox_dispatches',
        copies.map(({ seq }) => ({ ...dispatch, seq })),
        50,
      );
      const updates: string[] = [];
      const note = ({ sql }: { sql: string }) => {
        if (sql.startsWith('update')) updates.push(sql);
      };
      knex.on('query', note);
      expect(await parked.retryAll('mail', SUE)).toBe(2_501);
      knex.off('query', note);
      expect(updates).toHaveLength(3);
      expect(await list({ subscriber: 'mail' })).toEqual([]);
      expect(await list({ subscriber: 'pager' })).toHaveLength(1);
    });

    it('is not there to be tried twice @full-postgres', async () => {
      await rename([1, 'a', 'b']);
      await settle();
      const id = idOf(await first('mail'));
      await parked.retry(id, SUE);
      await expect(parked.retry(id, SUE)).rejects.toThrow(/not set aside/);
      await expect(
        parked.retry({ ...id, subscriber: 'nobody' }, SUE),
      ).rejects.toThrow(/not set aside/);
    });

    it('leaves no activity behind @full-postgres', async () => {
      await rename([1, 'a', 'b']);
      await settle();
      const before = await spine.knex('activity').select('id');
      await parked.retryAll(undefined, SUE);
      expect(await spine.knex('activity').select('id')).toEqual(before);
    });

    it('is left out when somebody has removed the change from the log @full-postgres', async () => {
      await rename([1, 'a', 'b'], [2, 'a', 'c']);
      await settle();
      await spine
        .knex('activity')
        .where({ entity_id: noteId(1) })
        .delete();
      expect((await list()).map(({ change }) => change.entity_label)).toEqual([
        'c',
        'c',
      ]);
    });
  });
});
