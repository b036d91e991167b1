import { randomUUID } from 'crypto';
import { Knex } from 'knex';
import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import {
  startCallboard,
  TestCallboard,
} from '../../__testUtils__/startCallboard';
import { isPostgres } from '../../database/dialect';
import { ActivityLog } from '../../changes/log/ActivityLog';
import { ActivityPosting } from './ActivityPosting';
import { EventRateLimiter } from './EventRateLimiter';

const databases = MigratedDatabases.create();

/** Lets no row into the log. */
async function refuseRows(knex: Knex, sqlState: string): Promise<void> {
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

/** Lets the database store nothing for now. */
async function turnAway(knex: Knex): Promise<void> {
  await (isPostgres(knex)
    ? refuseRows(knex, 'disk_full')
    : knex.raw('PRAGMA query_only = ON'));
}

describe.each(databases.eachSupportedId())('posts that fail on %s', id => {
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

  /** Everybody has been here before, so that posts come together. */
  const postTogether = async (fault: () => Promise<void>) => {
    const people = ['member', 'guest', 'reader'] as const;
    for (const who of people) {
      await callboard.as(who).get('/me').expect(200);
    }
    await fault();
    return Promise.all(
      people.map(who =>
        callboard
          .as(who)
          .post('/activity', { action: 'kept_back', entity_label: 'secret' }),
      ),
    );
  };

  it.each([
    ['for now', 503, () => turnAway(callboard.knex)],
    ['for good', 500, () => refuseRows(callboard.knex, 'P0001')],
  ] as const)(
    'tell nobody what was sent, when nothing is stored %s',
    async (_, expected, fault) => {
      for (const { status, body, text } of await postTogether(fault)) {
        expect(status).toBe(expected);
        expect(body.error.cause).toBeUndefined();
        expect(text).not.toMatch(/secret|insert|caused by|no rows/i);
      }
      expect(
        await callboard.knex('activity').where({ action: 'kept_back' }),
      ).toEqual([]);
    },
  );
});

describe('a statement that PostgreSQL does not answer', () => {
  it('keeps neither those who come after from posting, nor the server from going down', async () => {
    const { knex, stop } = await startCallboard(databases, 'POSTGRES_18');
    const posting = new ActivityPosting({
      knex,
      clock: { now: () => Date.now() },
      log: new ActivityLog(),
      rateLimiter: new EventRateLimiter(1_000),
      onStored: () => {},
      limits: {
        maxTogether: 100,
        maxAtOnce: 1,
        maxWaiting: 100,
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
    // What holds the claim of one event keeps the statement waiting, and no
    // other event's.
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
