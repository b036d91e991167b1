import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import {
  createChangeFixture,
  jane,
  ledger,
  getNoteId,
  renameNote,
  formatRenaming,
  silentLogger,
  ChangeFixture,
} from '../../__testUtils__/changeFixture';
import { MAX_ATTEMPTS } from '../../kernel/backoff';
import { DeadLetters } from './DeadLetters';
import { ExternalSubscriber } from '../Subscriber';

const LONG = 10 * 60_000;
const SUE = 'user:default/sue';

describe('DeadLetters', () => {
  const databases = MigratedDatabases.create();

  describe.each(databases.eachSupportedId())('on %p', databaseId => {
    let fixture: ChangeFixture;
    let deadLetters: DeadLetters;
    let wakes: number;
    /** The failing subscribers, and the deliveries since they are fixed. */
    let broken: Set<string>;
    let got: string[];

    const createBreakableSubscriber = (name: string): ExternalSubscriber => ({
      name,
      handle: async changes => {
        if (broken.has(name)) {
          throw new Error(`${name} is broken`);
        }
        got.push(
          ...changes.map(change => `${name}: ${formatRenaming(change)}`),
        );
      },
    });

    /** Not ahead of the relay's clock, so that due dispatches are due there. */
    let now: number;

    beforeEach(async () => {
      now = Date.now();
      fixture = await createChangeFixture(databases, databaseId);
      wakes = 0;
      broken = new Set(['mail', 'pager']);
      got = [];
      deadLetters = new DeadLetters({
        knex: fixture.knex,
        clock: { now: () => now },
        logger: silentLogger,
        relayRunner: {
          wake: () => {
            wakes += 1;
          },
        },
      });
      fixture.subscribers.external.push(
        createBreakableSubscriber('mail'),
        createBreakableSubscriber('pager'),
      );
      fixture.subscribers.transactional.push(ledger);
    });

    /** Renames notes, given as `[note, old name, new name]`. */
    async function rename(...renamings: Array<[number, string, string]>) {
      for (const [note, from, to] of renamings) {
        await fixture.changes.run(jane, change =>
          renameNote(change, from, to, note),
        );
      }
    }

    /** Advances the clock until nothing waits for a retry. */
    async function waitForRelay() {
      await fixture.relay.drain();
      while (
        (
          await fixture
            .knex('outbox_dispatches')
            .whereNotNull('next_attempt_at')
        ).length > 0
      ) {
        fixture.advanceClock(LONG);
        now += LONG;
        await fixture.relay.drain();
      }
    }

    const list = async (query: { subscriber?: string } = {}) =>
      (await deadLetters.list({ limit: 50, ...query })).items;

    const first = async (subscriber: string) => {
      const items = await list({ subscriber });
      return items[items.length - 1];
    };

    const toDeadLetterId = ({
      subscriber,
      change,
    }: Awaited<ReturnType<typeof first>>) => ({
      subscriber,
      change_id: change.id,
    });

    it('returns an empty list while a dispatch may still succeed', async () => {
      await rename([1, 'a', 'b']);
      await fixture.relay.drain();
      expect(await deadLetters.list({ limit: 50 })).toEqual({
        items: [],
        next_cursor: null,
        total: 0,
      });
    });

    it('lists the change, subscriber, attempts and error of a dead letter @full-postgres', async () => {
      await rename([1, 'a', 'b']);
      await waitForRelay();
      const [change] = await fixture.knex('activity').select('id');
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
            entity_id: getNoteId(1),
            entity_label: 'b',
            created_at: expect.stringMatching(/Z$/),
          },
          attempts: MAX_ATTEMPTS,
          dead_lettered_at: expect.stringMatching(/Z$/),
          last_error: 'Error: mail is broken',
        },
      ]);
    });

    it('returns pages sorted by the latest change first @full-postgres', async () => {
      await rename([1, 'a', 'b'], [2, 'a', 'c'], [3, 'a', 'd']);
      await waitForRelay();
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await deadLetters.list({ limit: 2, cursor });
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

    it('rejects a cursor of another list', async () => {
      const cursor = Buffer.from('["7", 1]').toString('base64url');
      await expect(deadLetters.list({ limit: 2, cursor })).rejects.toThrow(
        'is not a cursor of this list',
      );
    });

    it('retries a single dead letter immediately, and deletes it on success', async () => {
      await rename([1, 'a', 'b'], [2, 'a', 'c']);
      await waitForRelay();
      const delivered = fixture.delivered().flat();
      broken.clear();
      expect(
        await deadLetters.retry(toDeadLetterId(await first('mail')), SUE),
      ).toBe(1);
      expect(wakes).toBe(1);

      await fixture.relay.drain();
      expect(got).toEqual(['mail: a → b']);
      expect(
        (await list()).map(
          ({ subscriber, change }) => `${change.entity_label} ${subscriber}`,
        ),
      ).toEqual(['c mail', 'c pager', 'b pager']);
      // The others do not receive it again.
      expect(fixture.delivered().flat()).toEqual(delivered);
      expect(await fixture.knex('test_ledger')).toHaveLength(2);
    });

    it('resets the attempts on retry, and dead-letters again when they fail @full', async () => {
      await rename([1, 'a', 'b']);
      await waitForRelay();
      const id = toDeadLetterId(await first('mail'));
      await deadLetters.retry(id, SUE);
      await fixture.relay.drain();
      expect(await list({ subscriber: 'mail' })).toEqual([]);
      expect(
        await fixture
          .knex('outbox_dispatches')
          .where({ subscriber: 'mail' })
          .select('attempts'),
      ).toEqual([{ attempts: 1 }]);

      await waitForRelay();
      expect(await first('mail')).toMatchObject({ attempts: MAX_ATTEMPTS });
      broken.clear();
      await deadLetters.retry(id, SUE);
      await fixture.relay.drain();
      expect(got).toEqual(['mail: a → b']);
    });

    it('retries earlier changes of the same entity first @full', async () => {
      await rename([1, 'a', 'b'], [2, 'x', 'y'], [1, 'b', 'c'], [1, 'c', 'd']);
      await waitForRelay();
      broken.clear();
      const [, middle] = (await list({ subscriber: 'mail' })).filter(
        ({ change }) => change.entity_id === getNoteId(1),
      );
      expect(await deadLetters.retry(toDeadLetterId(middle), SUE)).toBe(2);
      await fixture.relay.drain();
      expect(got).toEqual(['mail: a → b', 'mail: b → c']);
    });

    it('delays later changes of the same entity until the retry succeeds @full-postgres', async () => {
      await rename([1, 'a', 'b']);
      await waitForRelay();
      await deadLetters.retry(toDeadLetterId(await first('mail')), SUE);
      await rename([1, 'b', 'c']);
      await fixture.relay.drain();
      broken.clear();
      await waitForRelay();
      expect(got.filter(line => line.startsWith('mail'))).toEqual([
        'mail: a → b',
        'mail: b → c',
      ]);
    });

    it('retries all dead letters, or all of one subscriber @full-postgres', async () => {
      await rename([1, 'a', 'b'], [1, 'b', 'c']);
      await waitForRelay();
      broken.clear();
      expect(await deadLetters.retryAll('mail', SUE)).toBe(2);
      await fixture.relay.drain();
      expect(got).toEqual(['mail: a → b', 'mail: b → c']);

      expect(await deadLetters.retryAll(undefined, SUE)).toBe(2);
      await fixture.relay.drain();
      expect(got.slice(2)).toEqual(['pager: a → b', 'pager: b → c']);
      expect(await fixture.knex('outbox')).toEqual([]);

      expect(await deadLetters.retryAll(undefined, SUE)).toBe(0);
      expect(wakes).toBe(2);
    });

    it('retries any number of dead letters in batches @full', async () => {
      await rename([1, 'a', 'b']);
      await waitForRelay();
      const { knex } = fixture;
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
      expect(await deadLetters.retryAll('mail', SUE)).toBe(2_501);
      knex.off('query', note);
      expect(updates).toHaveLength(3);
      expect(await list({ subscriber: 'mail' })).toEqual([]);
      expect(await list({ subscriber: 'pager' })).toHaveLength(1);
    });

    it('rejects a second retry and an unknown subscriber @full-postgres', async () => {
      await rename([1, 'a', 'b']);
      await waitForRelay();
      const id = toDeadLetterId(await first('mail'));
      await deadLetters.retry(id, SUE);
      await expect(deadLetters.retry(id, SUE)).rejects.toThrow(
        /not dead-lettered/,
      );
      await expect(
        deadLetters.retry({ ...id, subscriber: 'nobody' }, SUE),
      ).rejects.toThrow(/not dead-lettered/);
    });

    it('records no activity for a retry @full-postgres', async () => {
      await rename([1, 'a', 'b']);
      await waitForRelay();
      const before = await fixture.knex('activity').select('id');
      await deadLetters.retryAll(undefined, SUE);
      expect(await fixture.knex('activity').select('id')).toEqual(before);
    });

    it('omits dead letters whose change is deleted from the activity log @full-postgres', async () => {
      await rename([1, 'a', 'b'], [2, 'a', 'c']);
      await waitForRelay();
      await fixture
        .knex('activity')
        .where({ entity_id: getNoteId(1) })
        .delete();
      expect((await list()).map(({ change }) => change.entity_label)).toEqual([
        'c',
        'c',
      ]);
    });
  });
});
