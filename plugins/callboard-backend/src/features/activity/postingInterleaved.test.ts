import { NewActivity } from '@callboard/plugin-callboard-common';
import { randomUUID } from 'crypto';
import fc from 'fast-check';
import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import {
  startCallboard,
  TestCallboard,
} from '../../__testUtils__/startCallboard';
import { ActivityLog } from '../../changes/log/ActivityLog';
import { ActivityPosting } from './ActivityPosting';
import { EventRateLimiter } from './EventRateLimiter';

jest.setTimeout(120_000);

const databases = MigratedDatabases.create();

const PEOPLE = 3;
const KEYS = 4;

/** Which key each event of a post carries; null for none. */
const keys = fc.array(fc.option(fc.nat({ max: KEYS - 1 }), { freq: 4 }), {
  minLength: 1,
  maxLength: 5,
});

/** A post, by whom, through which replica, and how long after the one before. */
const post = fc.record({
  who: fc.nat({ max: PEOPLE - 1 }),
  replica: fc.nat({ max: 1 }),
  keys,
  turnsLater: fc.nat({ max: 3 }),
});

describe.each(databases.eachSupportedId())('posts in any order on %s', id => {
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
        maxTogether: 6,
        maxAtOnce: 2,
        maxWaiting: 1_000,
        maxWaitMs: 60_000,
      },
    });

  it('store each event once, and answer the id it is stored under', async () => {
    const workspace_id = randomUUID();
    const property = fc.asyncProperty(
      fc.array(post, { minLength: 1, maxLength: 25 }),
      async posts => {
        const run = randomUUID().slice(0, 8);
        const keyIds = Array.from({ length: KEYS }, () => randomUUID());
        const replicas = [replica(), replica()];
        const refOf = (who: number) => `user:default/${run}_${who}`;
        const answers = await Promise.all(
          await posts.reduce<Promise<Array<Promise<string[]>>>>(
            async (sent, { who, replica: at, keys: wanted, turnsLater }) => {
              const before = await sent;
              for (let turn = 0; turn < turnsLater; turn += 1) {
                await new Promise(setImmediate);
              }
              const events = wanted.map(
                (key): NewActivity => ({
                  action: 'interleaved',
                  entity_id: key === null ? null : String(key),
                  client_event_id: key === null ? null : keyIds[key],
                }),
              );
              const actor = {
                user_ref: refOf(who),
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

        const events = posts.flatMap(({ who, keys: wanted }, n) =>
          wanted.map((key, nth) => ({
            id: answers[n][nth],
            event:
              key === null ? `post ${n}, event ${nth}` : `key ${key} of ${who}`,
            row: {
              user_id: refOf(who),
              entity_id: key === null ? null : String(key),
            },
          })),
        );
        const idOf = new Map(events.map(({ event, id: got }) => [event, got]));
        for (const { event, id: got } of events) {
          expect([event, got]).toEqual([event, idOf.get(event)]);
        }
        const rows = await callboard
          .knex('activity')
          .where({ user_name: run })
          .select('id', 'user_id', 'entity_id');
        const expected = new Map(
          events.map(({ id: got, row }) => [got, { id: got, ...row }]),
        );
        expect(expected.size).toBe(idOf.size);
        const byId = (one: { id: string }, other: { id: string }) =>
          one.id < other.id ? -1 : 1;
        expect(rows.sort(byId)).toEqual([...expected.values()].sort(byId));
        answers.forEach((ids, n) => {
          const fresh = ids.filter((_, nth) => posts[n].keys[nth] === null);
          expect(fresh).toEqual([...fresh].sort());
        });
      },
    );
    await expect(fc.assert(property, { numRuns: 60 })).resolves.toBeUndefined();
  });
});
