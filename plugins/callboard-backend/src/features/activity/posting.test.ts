import { TestDatabases } from '@backstage/backend-test-utils';
import { randomUUID } from 'crypto';
import {
  databaseIds,
  people,
  startCallboard,
  TestCallboard,
} from '../../__testUtils__/startCallboard';
import { addWorkspace, readAll } from './__testUtils__/activityRows';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: databaseIds });

describe.each(databases.eachSupportedId())('posting activity on %s', id => {
  let callboard: TestCallboard;

  beforeAll(async () => {
    callboard = await startCallboard(databases, id);
    await addWorkspace(callboard, 'secret', {
      members: [[people.member, 'guest']],
    });
  });

  afterAll(() => callboard.stop());

  /** Someone who has not done anything yet. */
  const somebody = () =>
    callboard.as(`user:default/u${randomUUID().slice(0, 8)}`);

  const post = (event: unknown, agent = somebody()) =>
    agent.post('/activity', event);

  const stored = async (agent: ReturnType<TestCallboard['as']>) =>
    (await readAll(agent, '/me/activity')).filter(
      row => row.source === 'frontend',
    );

  const messageOf = async (event: unknown) =>
    (await post(event).expect(400)).body.error.message;

  it('stores one event and answers its id', async () => {
    const agent = somebody();
    const { body } = await post(
      {
        action: 'entity_view',
        entity_type: 'component',
        entity_id: 'component:default/pay',
        entity_label: 'Pay',
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
        entity_label: 'Pay',
        metadata: { path: '/catalog', nested: { list: [1, 'two', null] } },
        changes: [],
        source: 'frontend',
        batch_id: null,
        ip: null,
      },
    ]);
  });

  it('takes null for what is absent', async () => {
    const agent = somebody();
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

  it('stores up to 100 events at once, in order', async () => {
    const agent = somebody();
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

  it('refuses an empty batch, and one of 101', async () => {
    expect(await messageOf([])).toBe('body: must hold at least one event');
    expect(await messageOf(Array(101).fill({ action: 'click' }))).toBe(
      'body: must hold at most 100 events',
    );
  });

  it('stores nothing of a batch with a bad event, and names it', async () => {
    const agent = somebody();
    const events: unknown[] = Array(5).fill({ action: 'click' });
    events[3] = { action: 'NOT AN ACTION' };
    const { body } = await post(events, agent).expect(400);
    expect(body.error.message).toMatch(/^body\[3\]\.action: must be 1 to 64/);
    expect(await stored(agent)).toEqual([]);
  });

  it('names every bad field of every event', async () => {
    const message = await messageOf([
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
    ['no action', {}],
    ['an entity type of 65 letters', { entity_type: 't'.repeat(65) }],
    ['a label of 513 letters', { entity_label: 'l'.repeat(513) }],
    ['a label of 40 000 letters', { entity_label: 'l'.repeat(40_000) }],
    ['a number for a text', { entity_id: 911 }],
    ['metadata that are a list', { metadata: [1] }],
    ['metadata that are a text', { metadata: 'text' }],
    ['U+0000 in a label', { entity_label: 'a\u0000b' }],
    ['U+0000 deep in the metadata', { metadata: { a: [{ b: '\u0000' }] } }],
    ['U+0000 in a name in the metadata', { metadata: { 'a\u0000': 1 } }],
    ['a lone surrogate in an id', { entity_id: 'a\ud800' }],
    ['a lone surrogate in the metadata', { metadata: { a: '\udc00' } }],
    ['a client event id that is no UUID', { client_event_id: 'abc' }],
  ])('refuses %s', async (_, event) => {
    const base = Object.keys(event).includes('action') ? {} : { action: 'x' };
    const bad = Object.keys(event).length === 0 ? {} : { ...base, ...event };
    const [field] = Object.keys(event);
    expect(await messageOf(bad)).toMatch(
      new RegExp(`^body\\.${field ?? 'action'}`),
    );
  });

  it('refuses bodies that are no events', async () => {
    for (const body of ['"text"', '1', 'null', '[[]]', '[null]', '{', '']) {
      const { status } = await somebody()
        .post('/activity')
        .set('Content-Type', 'application/json')
        .send(body);
      expect([body, status]).toEqual([body, 400]);
    }
  });

  it('keeps a label of 512 letters, and text that looks like a formula', async () => {
    const agent = somebody();
    const labels = ['ü'.repeat(512), '=HYPERLINK("http://evil","x")', '😀', ''];
    await post(
      labels.map(entity_label => ({ action: 'click', entity_label })),
      agent,
    ).expect(201);
    const rows = (await stored(agent)).reverse();
    expect(rows.map(row => row.entity_label)).toEqual(labels);
  });

  it('counts the metadata in bytes of UTF-8, up to 8 192', async () => {
    const agent = somebody();
    const empty = '{"text":""}'.length;
    const fits = { text: '€'.repeat((8_192 - empty) / 3) };
    const padding = 8_192 - empty - 3 * fits.text.length;
    fits.text += 'x'.repeat(padding);
    expect(Buffer.byteLength(JSON.stringify(fits))).toBe(8_192);
    await post({ action: 'click', metadata: fits }, agent).expect(201);
    const tooMuch = { text: `${fits.text}x` };
    expect(await messageOf({ action: 'click', metadata: tooMuch })).toBe(
      'body.metadata: must be at most 8192 bytes as JSON',
    );
    expect(await stored(agent)).toMatchObject([{ metadata: fits }]);
  });

  it('says that metadata of a megabyte are too much', async () => {
    const { status, body } = await post({
      action: 'click',
      metadata: { text: 'x'.repeat(1024 * 1024) },
    });
    expect([status, body.error.message]).toEqual([
      413,
      'body: must be at most 1 MB',
    ]);
    expect(
      await messageOf({
        action: 'click',
        metadata: { text: 'x'.repeat(900_000) },
      }),
    ).toContain('body.metadata');
  });

  it('takes who and when from the credentials and the server', async () => {
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

  it('is open to guests, closed to services and to nobody', async () => {
    const event = { action: 'click' };
    const path = '/activity?workspace=secret';
    const statusOf = async (who: 'member' | 'service' | 'nobody') =>
      (await callboard.as(who).post(path, event)).status;
    expect(await statusOf('member')).toBe(201);
    expect(await statusOf('service')).toBe(403);
    expect(await statusOf('nobody')).toBe(401);
  });

  it('knows only workspaces that the person may see', async () => {
    const event = { action: 'click' };
    const agent = callboard.as('stranger');
    await agent.post('/activity?workspace=absent', event).expect(404);
    await agent.post('/activity?workspace=secret', event).expect(404);
    await agent.post('/activity?workspace=', event).expect(400);
    await agent.post('/activity?space=default', event).expect(400);
    expect(await stored(agent)).toEqual([]);
  });
});

it('everyone signed in may post to the default workspace, members or not', async () => {
  const callboard = await startCallboard(databases, 'SQLITE_3', {
    config: { workspaces: { default: { autoJoin: 'none' } } },
  });
  await callboard.as('stranger').post('/activity', { action: 'x' }).expect(201);
  await callboard.as('stranger').get('/activity').expect(404);
  const { body } = await callboard.as('stranger').get('/me/activity');
  expect(body.total).toBe(1);
  await callboard.stop();
});

it('who posts too much is told when to go on; others are not affected', async () => {
  const callboard = await startCallboard(databases, 'SQLITE_3', {
    config: { activity: { eventsPerMinute: 5 } },
  });
  const events = (count: number) => Array(count).fill({ action: 'click' });
  const member = callboard.as('member');
  await member.post('/activity', events(4)).expect(201);
  const refused = await member.post('/activity', events(2)).expect(429);
  const seconds = Number(refused.headers['retry-after']);
  expect(seconds).toBeGreaterThanOrEqual(1);
  expect(seconds).toBeLessThanOrEqual(60);
  expect(refused.body.error.message).toBe('More than 5 events in a minute');
  await callboard.as('guest').post('/activity', events(5)).expect(201);
  const { body } = await member.get('/me/activity?action=click').expect(200);
  expect(body.total).toBe(4);
  await callboard.stop();
});
