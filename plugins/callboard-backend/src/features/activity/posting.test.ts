import { randomUUID } from 'crypto';
import { Knex } from 'knex';
import { NewActivity } from '@callboard/plugin-callboard-common';
import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import {
  people,
  startCallboard,
  TestCallboard,
} from '../../__testUtils__/startCallboard';
import { addWorkspace, readAll } from './__testUtils__/activityRows';
import {
  createPostingActor,
  createTestPosting,
  selectActionRows,
  workspace_id,
} from './__testUtils__/posting';
import { buildClaimInsertion, deleteExpiredClaims } from './storePosts';
import { ensureActivityMonths } from '../../database/activityMonths';
import { ruleDatabaseIds } from '../../__testUtils__/databases';

describe('POST /activity', () => {
  const databases = MigratedDatabases.create();

  describe.each(databases.eachSupportedId())('POST /activity on %s', id => {
    let callboard: TestCallboard;

    beforeAll(async () => {
      callboard = await startCallboard(databases, id);
    });

    afterAll(() => callboard.stop());

    /** A new user without activity. */
    const createUser = () =>
      callboard.as(`user:default/u${randomUUID().slice(0, 8)}`);

    const post = (event: unknown, agent = createUser()) =>
      agent.post('/activity', event);

    const stored = async (agent: ReturnType<TestCallboard['as']>) =>
      (await readAll(agent, '/me/activity')).filter(
        row => row.source === 'frontend',
      );

    const readErrorMessage = async (event: unknown) =>
      (await post(event).expect(400)).body.error.message;

    it('stores one event, with its label as a single line, and returns its id', async () => {
      const agent = createUser();
      const { body } = await post(
        {
          action: 'entity_view',
          entity_type: 'component',
          entity_id: 'component:default/pay',
          entity_label: ' Pay\u00a0\tCafe\u0301 ',
          metadata: { path: '/catalog', nested: { list: [1, 'two', null] } },
        },
        agent,
      ).expect(201);
      expect(body).toEqual({ success: true, id: expect.any(String) });
      expect(await stored(agent)).toMatchObject([
        {
          id: body.id,
          action: 'entity_view',
          entity_type: 'component',
          entity_id: 'component:default/pay',
          entity_label: 'Pay Caf\u00e9',
          metadata: { path: '/catalog', nested: { list: [1, 'two', null] } },
          changes: [],
          source: 'frontend',
          batch_id: null,
          ip: null,
        },
      ]);
    });

    it('accepts null for absent fields', async () => {
      const agent = createUser();
      const nothing = {
        entity_type: null,
        entity_id: null,
        entity_label: null,
        metadata: null,
        client_event_id: null,
      };
      await post({ action: 'search', ...nothing }, agent).expect(201);
      expect(await stored(agent)).toMatchObject([
        { entity_type: null, entity_id: null, metadata: null },
      ]);
    });

    it('stores up to 100 events of a batch in order', async () => {
      const agent = createUser();
      const events = Array.from({ length: 100 }, (_, n) => ({
        action: `step_${n}`,
      }));
      const { body } = await post(events, agent).expect(201);
      expect(body).toEqual({ success: true, ids: expect.any(Array) });
      const rows = (await stored(agent)).reverse();
      expect(rows.map(row => row.action)).toEqual(
        events.map(event => event.action),
      );
      expect(rows.map(row => row.id)).toEqual(body.ids);
    });

    it('stores a label of 512 characters and text that looks like a formula', async () => {
      const agent = createUser();
      const labels = [
        'ü'.repeat(512),
        '=HYPERLINK("http://evil","x")',
        '😀',
        '',
      ];
      await post(
        labels.map(entity_label => ({ action: 'click', entity_label })),
        agent,
      ).expect(201);
      const rows = (await stored(agent)).reverse();
      expect(rows.map(row => row.entity_label)).toEqual(labels);
    });

    it('limits metadata to 8192 bytes of UTF-8 JSON', async () => {
      const agent = createUser();
      const empty = '{"text":""}'.length;
      const fits = { text: '€'.repeat((8_192 - empty) / 3) };
      const padding = 8_192 - empty - 3 * fits.text.length;
      fits.text += 'x'.repeat(padding);
      expect(Buffer.byteLength(JSON.stringify(fits))).toBe(8_192);
      await post({ action: 'click', metadata: fits }, agent).expect(201);
      const tooMuch = { text: `${fits.text}x` };
      expect(
        await readErrorMessage({ action: 'click', metadata: tooMuch }),
      ).toBe('body.metadata: must be at most 8192 bytes as JSON');
      expect(await stored(agent)).toMatchObject([{ metadata: fits }]);
    });

    it('takes user and time from the credentials and the server, not from the body', async () => {
      const agent = callboard.as('guest');
      const before = Date.now();
      const { body } = await post(
        {
          action: 'claim',
          id: randomUUID(),
          workspace_id: randomUUID(),
          user_id: people.admin,
          user_name: 'Ada Admin',
          user_email: 'ada@example.com',
          source: 'backend',
          changes: [{ field: 'role', old_value: 'guest', new_value: 'admin' }],
          created_at: '2020-01-01T00:00:00.000Z',
          batch_id: randomUUID(),
          is_detail: true,
          ip: '1.2.3.4',
          request_id: 'mine',
        },
        agent,
      ).expect(201);
      const [row] = await readAll(agent, '/me/activity?action=claim');
      expect(row).toMatchObject({
        id: body.id,
        user_id: people.guest,
        user_name: 'Gus Guest',
        user_email: 'gus.guest@example.com',
        source: 'frontend',
        changes: [],
        batch_id: null,
        ip: null,
      });
      expect(row.request_id).not.toBe('mine');
      const at = Date.parse(row.created_at);
      expect(at).toBeGreaterThanOrEqual(before);
      expect(at).toBeLessThanOrEqual(Date.now());
      const idMs = parseInt(row.id.replace(/-/g, '').slice(0, 12), 16);
      expect(idMs).toBe(at);
    });
  });
});

describe('POST /activity access', () => {
  const databases = MigratedDatabases.create(ruleDatabaseIds);

  describe.each(databases.eachSupportedId())(
    'POST /activity access on %s',
    id => {
      let callboard: TestCallboard;

      beforeAll(async () => {
        callboard = await startCallboard(databases, id);
        await addWorkspace(callboard, 'secret', {
          members: [[people.member, 'guest']],
        });
      });

      afterAll(() => callboard.stop());

      it('allows guests, and returns 403 to services and 401 without credentials', async () => {
        const event = { action: 'click' };
        const path = '/activity?workspace=secret';
        const postEvent = async (who: 'member' | 'service' | 'nobody') =>
          (await callboard.as(who).post(path, event)).status;
        expect(await postEvent('member')).toBe(201);
        expect(await postEvent('service')).toBe(403);
        expect(await postEvent('nobody')).toBe(401);
      });

      it('returns 404 for a missing workspace and for one without access', async () => {
        const event = { action: 'click' };
        const agent = callboard.as('stranger');
        await agent.post('/activity?workspace=absent', event).expect(404);
        await agent.post('/activity?workspace=secret', event).expect(404);
        await agent.post('/activity?workspace=', event).expect(400);
        await agent.post('/activity?space=default', event).expect(400);
        expect(await readAll(agent, '/me/activity?action=click')).toEqual([]);
      });
    },
  );

  it('allows every signed-in user to post to the default workspace without membership', async () => {
    const callboard = await startCallboard(databases, 'SQLITE_3', {
      config: { workspaces: { default: { autoJoin: 'none' } } },
    });
    await callboard
      .as('stranger')
      .post('/activity', { action: 'x' })
      .expect(201);
    await callboard.as('stranger').get('/activity').expect(404);
    const { body } = await callboard.as('stranger').get('/me/activity');
    expect(body.total).toBe(1);
    await callboard.stop();
  });

  it('returns 429 with Retry-After to a user over the limit and still serves others', async () => {
    const callboard = await startCallboard(databases, 'SQLITE_3', {
      config: { activity: { eventsPerMinute: 100 } },
    });
    const events = (count: number) => Array(count).fill({ action: 'click' });
    const member = callboard.as('member');
    await member.post('/activity', events(80)).expect(201);
    const refused = await member.post('/activity', events(21)).expect(429);
    const seconds = Number(refused.headers['retry-after']);
    expect(seconds).toBeGreaterThanOrEqual(1);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(refused.body.error.message).toBe(
      'You can post at most 100 events per minute. Try again in a minute',
    );
    await callboard.as('guest').post('/activity', events(100)).expect(201);
    const { body } = await member.get('/me/activity?action=click').expect(200);
    expect(body.total).toBe(80);
    await callboard.stop();
  });
});

describe('POST /activity validation', () => {
  const databases = MigratedDatabases.create(ruleDatabaseIds);

  describe.each(databases.eachSupportedId())(
    'POST /activity validation on %s',
    id => {
      let callboard: TestCallboard;

      beforeAll(async () => {
        callboard = await startCallboard(databases, id);
      });

      afterAll(() => callboard.stop());

      /** A new user without activity. */
      const createUser = () =>
        callboard.as(`user:default/u${randomUUID().slice(0, 8)}`);

      const readErrorMessage = async (event: unknown) =>
        (await createUser().post('/activity', event).expect(400)).body.error
          .message;

      it('rejects an empty batch and a batch of 101 events', async () => {
        expect(await readErrorMessage([])).toBe(
          'body: must contain at least one event',
        );
        expect(
          await readErrorMessage(Array(101).fill({ action: 'click' })),
        ).toBe('body: must contain at most 100 events');
      });

      it('stores nothing from a batch with an invalid event and names that event', async () => {
        const agent = createUser();
        const events: unknown[] = Array(5).fill({ action: 'click' });
        events[3] = { action: 'NOT AN ACTION' };
        const { body } = await agent.post('/activity', events).expect(400);
        expect(body.error.message).toMatch(
          /^body\[3\]\.action: must be 1 to 64/,
        );
        expect(await readAll(agent, '/me/activity?action=click')).toEqual([]);
      });

      it('reports every invalid field of every event', async () => {
        const message = await readErrorMessage([
          { action: 1 },
          { action: 'ok', entity_type: '', entity_id: 'x'.repeat(256) },
        ]);
        expect(message).toContain('body[0].action');
        expect(message).toContain('body[1].entity_type');
        expect(message).toContain('body[1].entity_id');
      });

      it.each([
        ['an action in upper case', { action: 'Click' }],
        ['an action of 65 letters', { action: 'a'.repeat(65) }],
        ['an event without an action', {}],
        ['an entity type of 65 letters', { entity_type: 't'.repeat(65) }],
        ['a label of 513 letters', { entity_label: 'l'.repeat(513) }],
        ['a label of 40 000 letters', { entity_label: 'l'.repeat(40_000) }],
        ['a number as the entity id', { entity_id: 911 }],
        ['metadata that is a list', { metadata: [1] }],
        ['metadata that is a string', { metadata: 'text' }],
        ['U+0000 in a label', { entity_label: 'a\u0000b' }],
        ['U+0000 deep in the metadata', { metadata: { a: [{ b: '\u0000' }] } }],
        ['U+0000 in a name in the metadata', { metadata: { 'a\u0000': 1 } }],
        ['a lone surrogate in an id', { entity_id: 'a\ud800' }],
        ['a lone surrogate in the metadata', { metadata: { a: '\udc00' } }],
        ['a client event id that is not a UUID', { client_event_id: 'abc' }],
      ])('rejects %s', async (_, event) => {
        const base = Object.keys(event).includes('action')
          ? {}
          : { action: 'x' };
        const bad =
          Object.keys(event).length === 0 ? {} : { ...base, ...event };
        const [field] = Object.keys(event);
        expect(await readErrorMessage(bad)).toMatch(
          new RegExp(`^body\\.${field ?? 'action'}`),
        );
      });

      it('returns 400 for bodies that are not events', async () => {
        for (const body of ['"text"', '1', 'null', '[[]]', '[null]', '{', '']) {
          const { status } = await createUser()
            .post('/activity')
            .set('Content-Type', 'application/json')
            .send(body);
          expect([body, status]).toEqual([body, 400]);
        }
      });

      it('returns 413 for a body over 1 MB and 400 for oversized metadata', async () => {
        const { status, body } = await createUser().post('/activity', {
          action: 'click',
          metadata: { text: 'x'.repeat(1024 * 1024) },
        });
        expect([status, body.error.message]).toEqual([
          413,
          'body: must be at most 1 MB',
        ]);
        expect(
          await readErrorMessage({
            action: 'click',
            metadata: { text: 'x'.repeat(900_000) },
          }),
        ).toContain('body.metadata');
      });
    },
  );
});

describe('activity posting limits', () => {
  const databases = MigratedDatabases.create();

  describe.each(databases.eachSupportedId())(
    'activity posting with a busy database on %s',
    id => {
      let knex: Knex;

      beforeAll(async () => {
        // Does not start the plugin, which would use connections.
        knex = await databases.init(id);
      });

      /** Takes all connections, so that nothing can be stored; returns their release. */
      async function occupyDatabase() {
        const { max } = knex.client.pool;
        const transactions = await Promise.all(
          Array.from({ length: max }, () => knex.transaction()),
        );
        return () => Promise.all(transactions.map(tx => tx.rollback()));
      }

      it('rejects posts while the queue is full and stores those that fit', async () => {
        const posting = createTestPosting(knex, {
          limits: {
            maxBatchSize: 10,
            maxConcurrentCommits: 1,
            maxQueueSize: 20,
            maxWaitMs: 30_000,
          },
        });
        const release = await occupyDatabase();
        const post = (n: number) =>
          posting.post(
            createPostingActor(`p${n}`),
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
        expect(await selectActionRows(knex, 'crowded')).toHaveLength(30);
      });

      it('omits posts rejected by a full queue from the rate limit of their user', async () => {
        const posting = createTestPosting(knex, {
          eventsPerMinute: 3,
          limits: {
            maxBatchSize: 10,
            maxConcurrentCommits: 1,
            maxQueueSize: 2,
            maxWaitMs: 30_000,
          },
        });
        const event = { action: 'refunded' };
        const actor = createPostingActor('refunded');
        await expect(
          posting.post(actor, workspace_id, [event, event, event]),
        ).rejects.toThrow('overloaded');
        await posting.post(actor, workspace_id, [event, event]);
        await posting.post(actor, workspace_id, [event]);
        await expect(
          posting.post(actor, workspace_id, [event]),
        ).rejects.toThrow(
          'You can post at most 3 events per minute. Try again in a minute',
        );
        expect(await selectActionRows(knex, 'refunded')).toHaveLength(3);
      });

      it('rejects posts after maxWaitMs and never stores them', async () => {
        const posting = createTestPosting(knex, {
          limits: {
            maxBatchSize: 1,
            maxConcurrentCommits: 1,
            maxQueueSize: 10,
            maxWaitMs: 50,
          },
        });
        const release = await occupyDatabase();
        const post = (name: string) =>
          posting.post(createPostingActor(name), workspace_id, [
            { action: 'too_late' },
          ]);
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
        expect(await selectActionRows(knex, 'too_late')).toEqual([]);
      });

      it('stores accepted posts on shutdown and rejects later ones', async () => {
        const posting = createTestPosting(knex);
        const release = await occupyDatabase();
        const taken = Array.from({ length: 5 }, (_, n) =>
          posting.post(createPostingActor(`p${n}`), workspace_id, [
            { action: 'last_words' },
          ]),
        );
        await new Promise(setImmediate);
        const closing = posting.close();
        await expect(
          posting.post(createPostingActor('late'), workspace_id, [
            { action: 'last_words' },
          ]),
        ).rejects.toMatchObject({ name: 'ServiceUnavailableError' });
        await release();
        await closing;
        const ids = (await selectActionRows(knex, 'last_words')).map(
          row => row.id,
        );
        expect(ids).toEqual((await Promise.all(taken)).flat().sort());
      });
    },
  );
});

describe('concurrent activity posts', () => {
  const databases = MigratedDatabases.create();

  describe.each(databases.eachSupportedId())(
    'concurrent activity posts on %s',
    id => {
      let callboard: TestCallboard;

      beforeAll(async () => {
        callboard = await startCallboard(databases, id);
      });

      afterAll(() => callboard.stop());

      it('stores 100 concurrent posts with a single INSERT', async () => {
        const inserts: string[] = [];
        const note = ({ sql }: { sql: string }) => {
          if (/insert into activity /i.test(sql)) inserts.push(sql);
        };
        callboard.knex.on('query', note);
        const posting = createTestPosting(callboard.knex);
        const answers = await Promise.all(
          Array.from({ length: 100 }, (_, n) =>
            posting.post(createPostingActor(`p${n}`), workspace_id, [
              { action: 'together', client_event_id: randomUUID() },
            ]),
          ),
        );
        callboard.knex.off('query', note);
        expect(inserts).toHaveLength(1);
        const rows = await selectActionRows(callboard.knex, 'together');
        expect(rows.map(row => row.id)).toEqual(answers.flat().sort());
      });

      it('stores the user, workspace and event order of each post', async () => {
        const posting = createTestPosting(callboard.knex);
        const other = randomUUID();
        const [mine, theirs] = await Promise.all([
          posting.post(createPostingActor('mine'), workspace_id, [
            { action: 'kept', entity_label: 'one' },
            { action: 'kept', entity_label: 'two' },
          ]),
          posting.post(createPostingActor('theirs'), other, [
            { action: 'kept', entity_label: 'three' },
          ]),
        ]);
        const rows = await selectActionRows(callboard.knex, 'kept');
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

      it('stores an explicit time only for the post that sets it', async () => {
        const posting = createTestPosting(callboard.knex);
        const before = Date.now();
        const at = before - 60_000;
        // A minute ago can be in the previous month.
        await ensureActivityMonths(callboard.knex, at, before);
        await Promise.all([
          posting.post(createPostingActor('now'), workspace_id, [
            { action: 'dated' },
          ]),
          posting.post(createPostingActor('then', { at }), workspace_id, [
            { action: 'dated' },
          ]),
        ]);
        const rows = await selectActionRows(callboard.knex, 'dated');
        expect(rows.map(row => row.user_name)).toEqual(['then', 'now']);
        expect(Number(rows[0].created_at)).toBe(at);
        expect(Number(rows[1].created_at)).toBeGreaterThanOrEqual(before);
      });

      it('stores an event repeated across posts once, with the values of the first', async () => {
        const posting = createTestPosting(callboard.knex);
        const client_event_id = randomUUID();
        const post = (...labels: string[]) =>
          posting.post(
            createPostingActor('same'),
            workspace_id,
            labels.map(entity_label => ({
              action: 'same',
              entity_label,
              client_event_id,
            })),
          );
        const answers = await Promise.all([post('one', 'two'), post('three')]);
        const rows = await selectActionRows(callboard.knex, 'same');
        expect(rows.map(row => row.entity_label)).toEqual(['one']);
        expect(new Set(answers.flat())).toEqual(new Set([rows[0].id]));
      });

      it('notifies only the workspace in which the repeated event was stored', async () => {
        const onStored = jest.fn();
        const posting = createTestPosting(callboard.knex, { onStored });
        const key = randomUUID();
        const event = { action: 'told', client_event_id: key };
        const [one, two] = [randomUUID(), randomUUID()];
        await Promise.all([
          posting.post(createPostingActor('told'), one, [event]),
          posting.post(createPostingActor('told'), two, [event]),
        ]);
        expect(onStored.mock.calls).toEqual([[one, 'user:default/told']]);
      });

      it('rejects only the invalid post and stores each other post as a whole', async () => {
        const posting = createTestPosting(callboard.knex);
        const good = { action: 'whole' };
        const bad = { action: null as any } as NewActivity;
        const answers = await Promise.allSettled([
          posting.post(createPostingActor('a'), workspace_id, [good]),
          posting.post(createPostingActor('b'), workspace_id, [
            good,
            bad,
            good,
          ]),
          posting.post(createPostingActor('c'), workspace_id, [good, good]),
        ]);
        expect(answers.map(({ status }) => status)).toEqual([
          'fulfilled',
          'rejected',
          'fulfilled',
        ]);
        const rows = await selectActionRows(callboard.knex, 'whole');
        expect(rows.map(row => row.user_name)).toEqual(['a', 'c', 'c']);
      });

      it('allows a client_event_id again after its post failed', async () => {
        const posting = createTestPosting(callboard.knex);
        const client_event_id = randomUUID();
        const event = { action: 'unclaimed', client_event_id };
        const bad = { action: null as any } as NewActivity;
        const [refused] = await Promise.allSettled([
          posting.post(createPostingActor('a'), workspace_id, [event, bad]),
        ]);
        expect(refused.status).toBe('rejected');
        const [stored] = await posting.post(
          createPostingActor('a'),
          workspace_id,
          [event],
        );
        expect(
          (await selectActionRows(callboard.knex, 'unclaimed')).map(
            row => row.id,
          ),
        ).toEqual([stored]);
      });
    },
  );
});

describe('activity post retries', () => {
  const DAY = 86_400_000;
  const databases = MigratedDatabases.create();

  describe.each(databases.eachSupportedId())('retried events on %s', id => {
    let callboard: TestCallboard;

    beforeAll(async () => {
      callboard = await startCallboard(databases, id);
      await addWorkspace(callboard, 'other');
    });

    afterAll(() => callboard.stop());

    const event = (client_event_id: string, action = 'retried') => ({
      action,
      client_event_id,
    });

    const post = async (
      body: unknown,
      who: 'member' | 'guest' | 'superAdmin' = 'member',
      path = '/activity',
    ) => (await callboard.as(who).post(path, body).expect(201)).body;

    const countRows = async (ids: string[]) =>
      (await callboard.knex('activity').whereIn('id', ids)).length;

    const countEntries = async (action: string) =>
      (await callboard.knex('activity').where({ action })).length;

    /** Backdates an event. */
    const age = (client_event_id: string, days: number) =>
      callboard
        .knex('activity_client_events')
        .where({ client_event_id })
        .update({ created_at: new Date(Date.now() - days * DAY) });

    it('stores a retried event once and returns the first id', async () => {
      const key = randomUUID();
      const first = await post(event(key));
      const second = await post({ ...event(key), action: 'other' });
      expect(second).toEqual(first);
      expect(await countRows([first.id])).toBe(1);
    });

    it('recognises a client_event_id regardless of case', async () => {
      const key = randomUUID();
      const first = await post(event(key));
      expect(await post(event(key.toUpperCase()))).toEqual(first);
    });

    it('recognises a client_event_id in another workspace', async () => {
      const key = randomUUID();
      const first = await post(event(key), 'superAdmin');
      const again = await post(
        event(key),
        'superAdmin',
        '/activity?workspace=other',
      );
      expect(again).toEqual(first);
    });

    it('stores separate events when different users send the same client_event_id', async () => {
      const key = randomUUID();
      const mine = await post(event(key));
      const theirs = await post(event(key), 'guest');
      expect(theirs.id).not.toBe(mine.id);
      expect(await countRows([mine.id, theirs.id])).toBe(2);
    });

    it('stores an event once when a batch contains it twice', async () => {
      const [one, two] = [randomUUID(), randomUUID()];
      const { ids } = await post([
        event(one),
        event(two),
        event(one),
        { action: 'retried' },
      ]);
      expect(ids[2]).toBe(ids[0]);
      expect(new Set(ids).size).toBe(3);
      expect(await countRows(ids)).toBe(3);
    });

    it('stores only the new events of a batch that repeats a stored one', async () => {
      const [old, fresh] = [randomUUID(), randomUUID()];
      const first = await post(event(old));
      const { ids } = await post([event(fresh), event(old)]);
      expect(ids[1]).toBe(first.id);
      expect(await countRows(ids)).toBe(2);
    });

    it('stores one event when 20 copies arrive at the same time', async () => {
      const key = randomUUID();
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => post(event(key, 'simultaneous'))),
      );
      expect(new Set(answers.map(answer => answer.id)).size).toBe(1);
      expect(await countEntries('simultaneous')).toBe(1);
    });

    it('stores concurrent batches in opposite order without deadlocks', async () => {
      const keys = Array.from({ length: 100 }, randomUUID);
      const forwards = keys.map(key => event(key, 'crossing'));
      const backwards = [...forwards].reverse();
      const answers = await Promise.all(
        Array.from({ length: 8 }, (_, n) =>
          post(n % 2 === 0 ? forwards : backwards),
        ),
      );
      answers.forEach((answer, n) => {
        const ids = n % 2 === 0 ? answer.ids : [...answer.ids].reverse();
        expect(ids).toEqual(answers[0].ids);
      });
      expect(await countEntries('crossing')).toBe(100);
    });

    it('stores an event after a rejected batch with the same client_event_id', async () => {
      const key = randomUUID();
      await callboard
        .as('member')
        .post('/activity', [event(key, 'refused'), { action: 'BAD' }])
        .expect(400);
      await post(event(key, 'refused'));
      expect(await countEntries('refused')).toBe(1);
    });

    it('recognises a client_event_id for 30 days and stores a new event after that', async () => {
      const key = randomUUID();
      const first = await post(event(key));
      await age(key, 29.9);
      expect(await post(event(key))).toEqual(first);
      await age(key, 30.1);
      const second = await post(event(key));
      expect(second.id).not.toBe(first.id);
      expect(await countRows([first.id, second.id])).toBe(2);
      expect(await post(event(key))).toEqual(second);
    });

    it('stores one new event when 10 copies arrive together after 30 days', async () => {
      const key = randomUUID();
      const first = await post(event(key, 'revived'));
      await age(key, 31);
      const answers = await Promise.all(
        Array.from({ length: 10 }, () => post(event(key, 'revived'))),
      );
      const ids = new Set(answers.map(answer => answer.id));
      expect(ids.size).toBe(1);
      expect(ids.has(first.id)).toBe(false);
      expect(await countEntries('revived')).toBe(2);
    });

    it('deletes client_event_id claims after 30 days and not before', async () => {
      const [old, recent] = [randomUUID(), randomUUID()];
      await post([event(old), event(recent)]);
      await age(old, 30.1);
      await age(recent, 29.9);
      await deleteExpiredClaims(callboard.knex, Date.now());
      const left = await callboard
        .knex('activity_client_events')
        .whereIn('client_event_id', [old, recent]);
      expect(left.map(row => row.client_event_id)).toEqual([recent]);
    });

    it('deletes expired claims in batches of 1,000 @full', async () => {
      const { knex } = callboard;
      const now = Date.now();
      const claims = Array.from({ length: 2_500 }, () => ({
        user_id: people.member,
        client_event_id: randomUUID(),
        activity_id: randomUUID(),
      }));
      const { rows } = buildClaimInsertion(claims, now - 31 * DAY);
      await knex.batchInsert('activity_client_events', rows, 200);
      const forgotten: number[] = [];
      const note = (count: number, { method }: { method: string }) => {
        if (method === 'del') forgotten.push(count);
      };
      knex.on('query-response', note);
      await deleteExpiredClaims(knex, now);
      knex.off('query-response', note);
      expect(forgotten.slice(0, 2)).toEqual([1_000, 1_000]);
      expect(
        await knex('activity_client_events').whereIn(
          'client_event_id',
          claims.slice(0, 500).map(claim => claim.client_event_id),
        ),
      ).toEqual([]);
    });
  });
});
