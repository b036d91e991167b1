import { randomUUID } from 'crypto';
import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import {
  people,
  startCallboard,
  TestCallboard,
} from '../../__testUtils__/startCallboard';
import { readAll } from './__testUtils__/activityRows';

const databases = MigratedDatabases.create();

describe.each(databases.eachSupportedId())('posting activity on %s', id => {
  let callboard: TestCallboard;

  beforeAll(async () => {
    callboard = await startCallboard(databases, id);
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
});
