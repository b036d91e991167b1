import { Knex } from 'knex';
import { Response, Test } from 'supertest';
import { anotherClient } from './__testUtils__/anotherClient';
import { MigratedDatabases } from './__testUtils__/MigratedDatabases';
import { startCallboard, TestCallboard } from './__testUtils__/startCallboard';
import { getPoolSize } from './database/statements';

const databases = MigratedDatabases.create(['POSTGRES_18']);

/** A pending request. */
interface PendingRequest {
  isAnswered: boolean;
  response: Promise<Response>;
}

/** Sends a request immediately. */
function send(request: Test): PendingRequest {
  const sent: PendingRequest = { isAnswered: false, response: request.then() };
  sent.response.finally(() => {
    sent.isAnswered = true;
  });
  return sent;
}

/** Waits for the first responses among several requests. */
async function awaitFirstResponses(
  sent: PendingRequest[],
  count: number,
): Promise<Response[]> {
  const responses: Response[] = [];
  await new Promise<void>(resolve =>
    sent.forEach(async ({ response }) => {
      responses.push(await response);
      if (responses.length === count) resolve();
    }),
  );
  return responses.slice(0, count);
}

/** Blocks reads of the log until the end of `work`. */
async function whileLogIsLocked(knex: Knex, work: () => Promise<void>) {
  const other = anotherClient(knex);
  try {
    await other.transaction(async tx => {
      await tx.raw('LOCK TABLE activity IN ACCESS EXCLUSIVE MODE');
      await work();
    });
  } finally {
    await other.destroy();
  }
}

describe('slow reads @full', () => {
  let callboard: TestCallboard;

  beforeAll(async () => {
    callboard = await startCallboard(databases, 'POSTGRES_18', {
      config: { reads: { timeout: { milliseconds: 300 } } },
    });
    // The user has joined by now, which requires a change.
    await callboard.as('member').get('/me').expect(200);
  });

  afterAll(() => callboard.stop());

  it('returns 503 after the timeout, and serves other requests', async () => {
    const { knex } = callboard;
    await whileLogIsLocked(knex, async () => {
      const { status, body, headers } = await callboard
        .as('member')
        .get('/activity?q=something');
      expect(status).toBe(503);
      expect(body.error.message).toContain('took too long');
      expect(Number(headers['retry-after'])).toBeGreaterThan(0);
      expect(JSON.stringify(body)).not.toMatch(/select/i);
      const { rows } = await knex.raw(
        "SELECT query FROM pg_stat_activity WHERE datname = current_database() AND state = 'active' AND query LIKE '%search_text LIKE%' AND pid <> pg_backend_pid()",
      );
      expect(rows).toEqual([]);
      await callboard.as('member').get('/workspaces').expect(200);
    });
    await callboard.as('member').get('/activity?q=something').expect(200);
  });

  it('completes POST requests and automatic joins that take longer than the read timeout', async () => {
    let post: PendingRequest;
    let joining: PendingRequest;
    await whileLogIsLocked(callboard.knex, async () => {
      post = send(callboard.as('member').post('/activity', { action: 'late' }));
      // Joins the default workspace, which records an activity entry.
      joining = send(callboard.as('user:default/first.seen').get('/me'));
      await callboard.as('member').get('/activity').expect(503);
      await callboard.as('member').get('/activity').expect(503);
      expect([post.isAnswered, joining.isAnswered]).toEqual([false, false]);
    });
    expect((await post!.response).status).toBe(201);
    expect((await joining!.response).body.workspaces).toHaveLength(1);
  });
});

describe('concurrent reads of one user', () => {
  let callboard: TestCallboard;

  beforeAll(async () => {
    callboard = await startCallboard(databases, 'POSTGRES_18');
  });

  afterAll(() => callboard.stop());

  it('leaves connections to other users, and returns 429 above the limit @full', async () => {
    const { knex } = callboard;
    for (const who of ['member', 'guest', 'admin'] as const) {
      await callboard.as(who).get('/me').expect(200);
    }
    const running = Math.max(1, Math.floor(getPoolSize(knex) / 3) - 1);
    const waiting = 100;
    let taken: PendingRequest[] = [];
    let other: PendingRequest;
    await whileLogIsLocked(knex, async () => {
      const sent = Array.from({ length: running + waiting + 5 }, () =>
        send(callboard.as('member').get('/activity/summary')),
      );
      const refused = await awaitFirstResponses(sent, 5);
      for (const { status, headers } of refused) {
        expect(status).toBe(429);
        expect(Number(headers['retry-after'])).toBeGreaterThan(0);
      }
      await callboard.as('guest').get('/workspaces').expect(200);
      taken = sent;
      other = send(callboard.as('admin').get('/activity/summary'));
    });
    expect((await other!.response).status).toBe(200);
    const statuses = await Promise.all(
      taken.map(async ({ response }) => (await response).status),
    );
    expect(statuses.filter(status => status === 200)).toHaveLength(
      running + waiting,
    );
  });
});
