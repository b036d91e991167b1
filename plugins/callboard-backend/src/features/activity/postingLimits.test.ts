import { Knex } from 'knex';
import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import {
  actorOf,
  postingWith,
  rowsOf,
  workspace_id,
} from './__testUtils__/posting';

const databases = MigratedDatabases.create();

describe.each(databases.eachSupportedId())(
  'posts that cannot be stored now on %s',
  id => {
    let knex: Knex;

    beforeAll(async () => {
      // Without a plugin, which would want connections of its own.
      knex = await databases.init(id);
    });

    /** Keeps every connection for itself, so that nothing can be stored. */
    async function occupyDatabase() {
      const { max } = knex.client.pool;
      const held = await Promise.all(
        Array.from({ length: max }, () => knex.transaction()),
      );
      return () => Promise.all(held.map(tx => tx.rollback()));
    }

    it('are refused where there is no room for them, and stored where there is', async () => {
      const posting = postingWith(knex, {
        limits: {
          maxTogether: 10,
          maxAtOnce: 1,
          maxWaiting: 20,
          maxWaitMs: 30_000,
        },
      });
      const release = await occupyDatabase();
      const post = (n: number) =>
        posting.post(
          actorOf(`p${n}`),
          workspace_id,
          Array.from({ length: 10 }, () => ({ action: 'crowded' })),
        );
      const first = post(0);
      await new Promise(setImmediate);
      await new Promise(setImmediate);
      const answers = Promise.allSettled([
        first,
        post(1),
        post(2),
        post(3),
        post(4),
      ]);
      await new Promise(setImmediate);
      await release();
      const settled = await answers;
      expect(settled.map(({ status }) => status)).toEqual([
        'fulfilled',
        'fulfilled',
        'fulfilled',
        'rejected',
        'rejected',
      ]);
      expect(settled[4]).toMatchObject({
        reason: { name: 'ServiceUnavailableError', retryAfterSeconds: 1 },
      });
      expect(await rowsOf(knex, 'crowded')).toHaveLength(30);
    });

    it('do not count against the limit of whom they come from when they are refused', async () => {
      const posting = postingWith(knex, {
        eventsPerMinute: 3,
        limits: {
          maxTogether: 10,
          maxAtOnce: 1,
          maxWaiting: 2,
          maxWaitMs: 30_000,
        },
      });
      const event = { action: 'refunded' };
      const actor = actorOf('refunded');
      await expect(
        posting.post(actor, workspace_id, [event, event, event]),
      ).rejects.toThrow('waiting');
      await posting.post(actor, workspace_id, [event, event]);
      await posting.post(actor, workspace_id, [event]);
      await expect(posting.post(actor, workspace_id, [event])).rejects.toThrow(
        'More than 3 events in a minute',
      );
      expect(await rowsOf(knex, 'refunded')).toHaveLength(3);
    });

    it('wait no longer than they should, and are not stored after that', async () => {
      const posting = postingWith(knex, {
        limits: {
          maxTogether: 1,
          maxAtOnce: 1,
          maxWaiting: 10,
          maxWaitMs: 50,
        },
      });
      const release = await occupyDatabase();
      const post = (name: string) =>
        posting.post(actorOf(name), workspace_id, [{ action: 'too_late' }]);
      const answers = await Promise.allSettled([
        post('begun'),
        post('waiting'),
      ]);
      expect(answers).toMatchObject([
        { status: 'rejected', reason: { retryAfterSeconds: 1 } },
        { status: 'rejected', reason: { retryAfterSeconds: 1 } },
      ]);
      await release();
      await posting.close();
      expect(await rowsOf(knex, 'too_late')).toEqual([]);
    });

    it('are stored when the server goes down, and none is taken after', async () => {
      const posting = postingWith(knex);
      const release = await occupyDatabase();
      const taken = Array.from({ length: 5 }, (_, n) =>
        posting.post(actorOf(`p${n}`), workspace_id, [
          { action: 'last_words' },
        ]),
      );
      await new Promise(setImmediate);
      const closing = posting.close();
      await expect(
        posting.post(actorOf('late'), workspace_id, [{ action: 'last_words' }]),
      ).rejects.toMatchObject({ name: 'ServiceUnavailableError' });
      await release();
      await closing;
      const ids = (await rowsOf(knex, 'last_words')).map(row => row.id);
      expect(ids).toEqual((await Promise.all(taken)).flat().sort());
    });
  },
);
