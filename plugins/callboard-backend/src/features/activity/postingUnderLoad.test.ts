import { randomUUID } from 'crypto';
import { Knex } from 'knex';
import { NewActivity } from '@callboard/plugin-callboard-common';
import fc from 'fast-check';
import { Response } from 'supertest';
import {
  coreServices,
  createServiceFactory,
  LifecycleService,
} from '@backstage/backend-plugin-api';
import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import {
  startCallboard,
  TestCallboard,
} from '../../__testUtils__/startCallboard';
import { isPostgres } from '../../database/isPostgres';
import { ActivityLog } from '../../changes/ActivityLog';
import { ActivityPosting } from './ActivityPosting';
import { EventRateLimiter } from './EventRateLimiter';
import { addWorkspace } from './__testUtils__/activityRows';
import { numRuns } from '../../__testUtils__/random';

describe('activity posting failures', () => {
  const databases = MigratedDatabases.create();

  /** Makes the database reject rows of the log. */
  async function rejectRows(knex: Knex, sqlState: string): Promise<void> {
    if (!isPostgres(knex)) {
      await knex.raw(
        `CREATE TRIGGER no_rows BEFORE INSERT ON activity
       BEGIN SELECT RAISE(ABORT, 'no rows today'); END`,
      );
      return;
    }
    await knex.raw(
      `CREATE FUNCTION no_rows() RETURNS trigger LANGUAGE plpgsql AS
     $$ BEGIN RAISE EXCEPTION 'no rows today' USING ERRCODE = '${sqlState}'; END $$`,
    );
    await knex.raw(
      'CREATE TRIGGER no_rows BEFORE INSERT ON activity FOR EACH ROW EXECUTE FUNCTION no_rows()',
    );
  }

  /** Makes the database reject all writes. */
  async function rejectAllWrites(knex: Knex): Promise<void> {
    await (isPostgres(knex)
      ? rejectRows(knex, 'disk_full')
      : knex.raw('PRAGMA query_only = ON'));
  }

  describe.each(databases.eachSupportedId())(
    'failed activity posts on %s',
    id => {
      let callboard: TestCallboard;

      beforeEach(async () => {
        callboard = await startCallboard(databases, id);
      });

      afterEach(async () => {
        if (!isPostgres(callboard.knex)) {
          await callboard.knex.raw('PRAGMA query_only = OFF');
        }
        await callboard.stop();
      });

      /** Creates all users first, so that posts run concurrently. */
      const postConcurrently = async (fault: () => Promise<void>) => {
        const people = ['member', 'guest', 'reader'] as const;
        for (const who of people) {
          await callboard.as(who).get('/me').expect(200);
        }
        await fault();
        return Promise.all(
          people.map(who =>
            callboard.as(who).post('/activity', {
              action: 'kept_back',
              entity_label: 'secret',
            }),
          ),
        );
      };

      it.each([
        ['for now', 503, () => rejectAllWrites(callboard.knex)],
        ['for good', 500, () => rejectRows(callboard.knex, 'P0001')],
      ] as const)(
        'omits event data and SQL from the response when storing fails %s @full',
        async (_, expected, fault) => {
          for (const { status, body, text } of await postConcurrently(fault)) {
            expect(status).toBe(expected);
            expect(body.error.cause).toBeUndefined();
            expect(text).not.toMatch(/secret|insert|caused by|no rows/i);
          }
          expect(
            await callboard.knex('activity').where({ action: 'kept_back' }),
          ).toEqual([]);
        },
      );
    },
  );

  describe('activity posting with a hanging PostgreSQL statement', () => {
    it('allows later posts and the shutdown to finish @full', async () => {
      const { knex, stop } = await startCallboard(databases, 'POSTGRES_18');
      const posting = new ActivityPosting({
        knex,
        clock: { now: () => Date.now() },
        log: new ActivityLog(),
        rateLimiter: new EventRateLimiter(1_000),
        onStored: () => {},
        limits: {
          maxBatchSize: 100,
          maxConcurrentCommits: 1,
          maxQueueSize: 100,
          maxWaitMs: 500,
        },
      });
      const actor = {
        user_ref: 'user:default/somebody',
        display_name: 'Somebody',
        email: null,
        ip: null,
        request_id: null,
      };
      const post = (client_event_id: string) =>
        posting.post(actor, randomUUID(), [
          { action: 'unanswered', client_event_id },
        ]);
      const key = randomUUID();
      // A lock on the claim of one event delays the statement, but no other event.
      const lock = await knex.transaction();
      await lock('activity_client_events').insert({
        user_id: actor.user_ref,
        client_event_id: key,
        activity_id: randomUUID(),
        created_at: new Date(),
      });
      try {
        await expect(post(key)).rejects.toMatchObject({
          name: 'ServiceUnavailableError',
          retryAfterSeconds: 1,
        });
        await expect(post(randomUUID())).resolves.toHaveLength(1);
        const hanging = post(key).catch(() => 'given up');
        await new Promise(resolve => setTimeout(resolve, 50));
        const patience = new Promise(resolve => {
          setTimeout(() => resolve('still waiting'), 5_000).unref();
        });
        await expect(
          Promise.race([posting.close(), patience]),
        ).resolves.toBeUndefined();
        await expect(hanging).resolves.toBe('given up');
      } finally {
        await lock.rollback();
        await stop();
      }
    });
  });
});

describe('interleaved activity posts', () => {
  const databases = MigratedDatabases.create();

  const PERSON_COUNT = 3;
  const KEY_COUNT = 4;

  /** The client event key of each event of a post; null for an event without one. */
  const keys = fc.array(
    fc.option(fc.nat({ max: KEY_COUNT - 1 }), { freq: 4 }),
    {
      minLength: 1,
      maxLength: 5,
    },
  );

  /** A post: its author, its replica, and the delay since the previous one. */
  const post = fc.record({
    who: fc.nat({ max: PERSON_COUNT - 1 }),
    replica: fc.nat({ max: 1 }),
    keys,
    delayedTicks: fc.nat({ max: 3 }),
  });

  describe.each(databases.eachSupportedId())(
    'interleaved activity posts on %s',
    id => {
      let callboard: TestCallboard;

      beforeAll(async () => {
        callboard = await startCallboard(databases, id);
      });

      afterAll(() => callboard.stop());

      const replica = () =>
        new ActivityPosting({
          knex: callboard.knex,
          clock: { now: () => Date.now() },
          log: new ActivityLog(),
          rateLimiter: new EventRateLimiter(1_000_000),
          onStored: () => {},
          limits: {
            maxBatchSize: 6,
            maxConcurrentCommits: 2,
            maxQueueSize: 1_000,
            maxWaitMs: 60_000,
          },
        });

      it('stores each event once and returns the id it is stored under @full', async () => {
        const workspace_id = randomUUID();
        const property = fc.asyncProperty(
          fc.array(post, { minLength: 1, maxLength: 25 }),
          async posts => {
            const run = randomUUID().slice(0, 8);
            const keyIds = Array.from({ length: KEY_COUNT }, () =>
              randomUUID(),
            );
            const replicas = [replica(), replica()];
            const toUserRef = (who: number) => `user:default/${run}_${who}`;
            const answers = await Promise.all(
              await posts.reduce<Promise<Array<Promise<string[]>>>>(
                async (
                  sent,
                  { who, replica: at, keys: requested, delayedTicks },
                ) => {
                  const before = await sent;
                  for (let turn = 0; turn < delayedTicks; turn += 1) {
                    await new Promise(setImmediate);
                  }
                  const events = requested.map(
                    (key): NewActivity => ({
                      action: 'interleaved',
                      entity_id: key === null ? null : String(key),
                      client_event_id: key === null ? null : keyIds[key],
                    }),
                  );
                  const actor = {
                    user_ref: toUserRef(who),
                    display_name: run,
                    email: null,
                    ip: null,
                    request_id: null,
                  };
                  return [
                    ...before,
                    replicas[at].post(actor, workspace_id, events),
                  ];
                },
                Promise.resolve([]),
              ),
            );

            const events = posts.flatMap(({ who, keys: requested }, n) =>
              requested.map((key, nth) => ({
                id: answers[n][nth],
                event:
                  key === null
                    ? `post ${n}, event ${nth}`
                    : `key ${key} of ${who}`,
                row: {
                  user_id: toUserRef(who),
                  entity_id: key === null ? null : String(key),
                },
              })),
            );
            const idsByKey = new Map(
              events.map(({ event, id: got }) => [event, got]),
            );
            for (const { event, id: got } of events) {
              expect([event, got]).toEqual([event, idsByKey.get(event)]);
            }
            const rows = await callboard
              .knex('activity')
              .where({ user_name: run })
              .select('id', 'user_id', 'entity_id');
            const expected = new Map(
              events.map(({ id: got, row }) => [got, { id: got, ...row }]),
            );
            expect(expected.size).toBe(idsByKey.size);
            const byId = (one: { id: string }, other: { id: string }) =>
              one.id < other.id ? -1 : 1;
            expect(rows.sort(byId)).toEqual([...expected.values()].sort(byId));
            answers.forEach((ids, n) => {
              const fresh = ids.filter((_, nth) => posts[n].keys[nth] === null);
              expect(fresh).toEqual([...fresh].sort());
            });
          },
        );
        await expect(
          fc.assert(property, { numRuns: numRuns(60) }),
        ).resolves.toBeUndefined();
      });
    },
  );
});

describe('activity posting overload', () => {
  const databases = MigratedDatabases.create();

  /** Counts responses by status. */
  function countStatuses(answers: Response[]): Record<number, number> {
    const counts: Record<number, number> = {};
    for (const { status } of answers) {
      counts[status] = (counts[status] ?? 0) + 1;
    }
    return counts;
  }

  async function listStoredIds(callboard: TestCallboard, action: string) {
    const ids = await callboard.knex('activity').where({ action }).pluck('id');
    return ids.sort();
  }

  describe.each(databases.eachSupportedId())(
    'activity posting overload on %s',
    id => {
      it('stores the allowed events of a user and returns 429 with Retry-After for the rest @full', async () => {
        const callboard = await startCallboard(databases, id, {
          config: { activity: { eventsPerMinute: 100 } },
        });
        const member = callboard.as('member');
        const answers = await Promise.all(
          Array.from({ length: 200 }, () =>
            member.post('/activity', { action: 'too_fast' }),
          ),
        );
        expect(countStatuses(answers)).toEqual({ 201: 100, 429: 100 });
        for (const { status, headers } of answers) {
          const seconds = headers['retry-after'];
          expect([status, Number(seconds) >= 1]).toEqual([
            status,
            status === 429,
          ]);
        }
        const acknowledged = answers.flatMap(({ body }) => body.id ?? []);
        expect(await listStoredIds(callboard, 'too_fast')).toEqual(
          acknowledged.sort(),
        );
        await callboard.stop();
      });
    },
  );

  it('limits waiting events and returns 503 for the rest while PostgreSQL is locked @full', async () => {
    const callboard = await startCallboard(databases, 'POSTGRES_18', {
      config: { activity: { eventsPerMinute: 1_000_000 } },
    });
    const member = callboard.as('member');
    await member.get('/me').expect(200);
    const lock = await callboard.knex.transaction();
    await lock.raw('LOCK TABLE activity IN EXCLUSIVE MODE');
    let refused = 0;
    const posts = Array.from({ length: 140 }, async () => {
      const answer = await member.post(
        '/activity',
        Array.from({ length: 100 }, () => ({ action: 'too_much' })),
      );
      refused += Number(answer.status === 503);
      return answer;
    });
    // Ten thousand events may wait, and a few hundred may be in progress.
    while (refused < 20) {
      await new Promise(resolve => setTimeout(resolve, 10));
    }
    await lock.rollback();
    const answers = await Promise.all(posts);
    const counts = countStatuses(answers);
    expect(Object.keys(counts)).toEqual(['201', '503']);
    expect(counts[201]).toBeGreaterThanOrEqual(100);
    for (const { status, headers } of answers) {
      expect(headers['retry-after']).toBe(status === 503 ? '1' : undefined);
    }
    const acknowledged = answers.flatMap(({ body }) => body.ids ?? []);
    expect(await listStoredIds(callboard, 'too_much')).toEqual(
      acknowledged.sort(),
    );
    await callboard.stop();
  });
});

describe('activity posting shutdown', () => {
  type Hook = Parameters<LifecycleService['addShutdownHook']>[0];

  /** Runs the plugin's shutdown hooks while its routes still respond. */
  let shutDown: () => Promise<unknown>;

  const lifecycle = createServiceFactory({
    service: coreServices.lifecycle,
    deps: {},
    factory: () => {
      const starting: Hook[] = [];
      const ending: Hook[] = [];
      const run = (hooks: Hook[]) => Promise.all(hooks.map(hook => hook()));
      shutDown = () => run(ending);
      return {
        addStartupHook: (hook: Hook) => starting.push(hook),
        addShutdownHook: (hook: Hook) => ending.push(hook),
        startup: () => run(starting),
        shutdown: async () => {},
      };
    },
  });

  const databases = MigratedDatabases.create();

  it('stores all acknowledged events and returns 503 to posts still in progress at shutdown @full', async () => {
    const callboard = await startCallboard(databases, 'POSTGRES_18', {
      services: [lifecycle],
    });
    const { knex } = callboard;
    await addWorkspace(callboard, 'team');
    const boss = callboard.as('superAdmin');
    const post = () =>
      boss.post('/activity?workspace=team', { action: 'last_words' });
    const taken = await Promise.all(Array.from({ length: 10 }, post));
    expect(taken.map(({ status }) => status)).toEqual(Array(10).fill(201));

    // This request begins before the shutdown, but its event is posted only afterwards.
    const lock = await knex.transaction();
    await lock.raw('LOCK TABLE workspaces IN ACCESS EXCLUSIVE MODE');
    const isAccepted = new Promise<void>(resolve => {
      knex.on('query', ({ sql }: { sql: string }) => {
        if (/"requested"/.test(sql)) resolve();
      });
    });
    const late = post().then(answer => answer);
    await isAccepted;
    const down = shutDown();
    await lock.rollback();
    const { status, headers, body } = await late;
    await down;
    await callboard.stop();

    expect([status, headers['retry-after']]).toEqual([503, '1']);
    expect(body.error.message).toContain('shutting down');
    const stored = await knex('activity')
      .where({ action: 'last_words' })
      .pluck('id');
    expect(stored.sort()).toEqual(taken.map(answer => answer.body.id).sort());
  });
});
