import { TestDatabases } from '@backstage/backend-test-utils';
import { NewActivity } from '@callboard/plugin-callboard-common';
import { randomUUID } from 'crypto';
import { Actor } from '../../access/actor';
import {
  databaseIds,
  startCallboard,
  TestCallboard,
} from '../../__testUtils__/startCallboard';
import { ActivityLog } from './ActivityLog';
import { ActivityPosting } from './ActivityPosting';
import { EventRateLimiter } from './EventRateLimiter';
import { GroupCommitLimits } from './GroupCommit';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: databaseIds });

describe.each(databases.eachSupportedId())(
  'posts of the same moment on %s',
  id => {
    let callboard: TestCallboard;

    beforeAll(async () => {
      callboard = await startCallboard(databases, id);
    });

    afterAll(() => callboard.stop());

    const workspace_id = randomUUID();

    const actorOf = (name: string, more: Partial<Actor> = {}): Actor => ({
      user_ref: `user:default/${name}`,
      display_name: name,
      email: null,
      ip: null,
      request_id: null,
      ...more,
    });

    function postingWith(
      options: {
        limits?: GroupCommitLimits;
        eventsPerMinute?: number;
        onStored?: (workspace_id: string) => void;
      } = {},
    ) {
      return new ActivityPosting({
        knex: callboard.knex,
        clock: { now: () => Date.now() },
        log: new ActivityLog(),
        rateLimiter: new EventRateLimiter(options.eventsPerMinute ?? 1_000_000),
        onStored: options.onStored ?? (() => {}),
        limits: options.limits,
      });
    }

    const rowsOf = (action: string) =>
      callboard.knex('activity').where({ action }).orderBy('id');

    /** Keeps every connection for itself, so that nothing can be stored. */
    async function occupyDatabase() {
      const { max } = callboard.knex.client.pool;
      const held = await Promise.all(
        Array.from({ length: max }, () => callboard.knex.transaction()),
      );
      return () => Promise.all(held.map(tx => tx.rollback()));
    }

    it('are stored in one transaction', async () => {
      const inserts: string[] = [];
      const note = ({ sql }: { sql: string }) => {
        if (/insert into activity /i.test(sql)) inserts.push(sql);
      };
      callboard.knex.on('query', note);
      const posting = postingWith();
      const answers = await Promise.all(
        Array.from({ length: 100 }, (_, n) =>
          posting.post(actorOf(`p${n}`), workspace_id, [
            { action: 'together', client_event_id: randomUUID() },
          ]),
        ),
      );
      callboard.knex.off('query', note);
      expect(inserts).toHaveLength(1);
      const rows = await rowsOf('together');
      expect(rows.map(row => row.id)).toEqual(answers.flat().sort());
    });

    it('keep who did what, where, and the order of each', async () => {
      const posting = postingWith();
      const other = randomUUID();
      const [mine, theirs] = await Promise.all([
        posting.post(actorOf('mine'), workspace_id, [
          { action: 'kept', entity_label: 'one' },
          { action: 'kept', entity_label: 'two' },
        ]),
        posting.post(actorOf('theirs'), other, [
          { action: 'kept', entity_label: 'three' },
        ]),
      ]);
      const rows = await rowsOf('kept');
      expect(
        rows.map(row => [
          row.id,
          row.user_id,
          row.workspace_id,
          row.entity_label,
        ]),
      ).toEqual([
        [mine[0], 'user:default/mine', workspace_id, 'one'],
        [mine[1], 'user:default/mine', workspace_id, 'two'],
        [theirs[0], 'user:default/theirs', other, 'three'],
      ]);
    });

    it('date what is to be dated otherwise, and only that', async () => {
      const posting = postingWith();
      const at = Date.now() - 60_000;
      const before = Date.now();
      await Promise.all([
        posting.post(actorOf('now'), workspace_id, [{ action: 'dated' }]),
        posting.post(actorOf('then', { at }), workspace_id, [
          { action: 'dated' },
        ]),
      ]);
      const rows = await rowsOf('dated');
      expect(rows.map(row => row.user_name)).toEqual(['then', 'now']);
      expect(Number(rows[0].created_at)).toBe(at);
      expect(Number(rows[1].created_at)).toBeGreaterThanOrEqual(before);
    });

    it('count once where they bring the same event, as the first of them has it', async () => {
      const posting = postingWith();
      const client_event_id = randomUUID();
      const post = (...labels: string[]) =>
        posting.post(
          actorOf('same'),
          workspace_id,
          labels.map(entity_label => ({
            action: 'same',
            entity_label,
            client_event_id,
          })),
        );
      const answers = await Promise.all([post('one', 'two'), post('three')]);
      const rows = await rowsOf('same');
      expect(rows.map(row => row.entity_label)).toEqual(['one']);
      expect(new Set(answers.flat())).toEqual(new Set([rows[0].id]));
    });

    it('tell each workspace that something was added, where it was', async () => {
      const onStored = jest.fn();
      const posting = postingWith({ onStored });
      const key = randomUUID();
      const event = { action: 'told', client_event_id: key };
      const [one, two] = [randomUUID(), randomUUID()];
      await Promise.all([
        posting.post(actorOf('told'), one, [event]),
        posting.post(actorOf('told'), two, [event]),
      ]);
      expect(onStored.mock.calls).toEqual([[one]]);
    });

    it('fail alone: what one of them brings is stored whole or not at all', async () => {
      const posting = postingWith();
      const good = { action: 'whole' };
      const bad = { action: null as any } as NewActivity;
      const answers = await Promise.allSettled([
        posting.post(actorOf('a'), workspace_id, [good]),
        posting.post(actorOf('b'), workspace_id, [good, bad, good]),
        posting.post(actorOf('c'), workspace_id, [good, good]),
      ]);
      expect(answers.map(({ status }) => status)).toEqual([
        'fulfilled',
        'rejected',
        'fulfilled',
      ]);
      const rows = await rowsOf('whole');
      expect(rows.map(row => row.user_name)).toEqual(['a', 'c', 'c']);
    });

    it('leave no claim behind where they failed', async () => {
      const posting = postingWith();
      const client_event_id = randomUUID();
      const event = { action: 'unclaimed', client_event_id };
      const bad = { action: null as any } as NewActivity;
      const [refused] = await Promise.allSettled([
        posting.post(actorOf('a'), workspace_id, [event, bad]),
      ]);
      expect(refused.status).toBe('rejected');
      const [stored] = await posting.post(actorOf('a'), workspace_id, [event]);
      expect((await rowsOf('unclaimed')).map(row => row.id)).toEqual([stored]);
    });

    it('are refused where there is no room for them, and stored where there is', async () => {
      const posting = postingWith({
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
      expect(await rowsOf('crowded')).toHaveLength(30);
    });

    it('do not count against the limit of whom they come from when they are refused', async () => {
      const posting = postingWith({
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
      expect(await rowsOf('refunded')).toHaveLength(3);
    });

    it('wait no longer than they should, and are not stored after that', async () => {
      const posting = postingWith({
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
      expect(await rowsOf('too_late')).toEqual([]);
    });

    it('are stored when the server goes down, and none is taken after', async () => {
      const posting = postingWith();
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
      const ids = (await rowsOf('last_words')).map(row => row.id);
      expect(ids).toEqual((await Promise.all(taken)).flat().sort());
    });
  },
);
