import { people } from '../../__testUtils__/startCallboard';
import { oneDatabase } from '../../__testUtils__/databases';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { newId } from '../../database/ids';
import { changesIn, tracesOf } from '../../__testUtils__/tracesOf';

const path = '/workspaces/default/webhooks';
const config = { webhooks: { allow: ['ci.internal', 'localhost:8080'] } };

const input = {
  name: 'Build bot',
  url: 'https://93.184.216.34/hook?team=pay',
  event_types: ['work_item.*', 'cycle.create'],
};

describeCallboard('webhooks', { config }, callboard => {
  const boss = () => callboard().as('superAdmin');

  it('have defaults for all but name, URL and types, and tell the secret once', async () => {
    const made = await boss().post(path, input).expect(201);
    const { secret, ...shown } = made.body;
    expect(Buffer.from(secret.slice('whsec_'.length), 'base64')).toHaveLength(
      32,
    );
    expect(shown).toEqual({
      ...input,
      id: expect.any(String),
      is_active: true,
      description: null,
      consecutive_failures: 0,
      disabled_reason: null,
      last_delivery_at: null,
      last_success_at: null,
      former_secret_expires_at: null,
      version: 1,
      created_at: expect.any(String),
      updated_at: shown.created_at,
    });
    expect(made.headers.etag).toBe('"1"');
    const read = await boss().get(`${path}/${shown.id}`).expect(200);
    expect(read.body).toEqual(shown);
    const list = await boss().get(path).expect(200);
    expect(list.body.items[0]).toEqual(shown);
  });

  it('keep no secret in the database, nor in the log', async () => {
    const { body } = await boss().post(path, input).expect(201);
    const rotated = await boss()
      .post(`${path}/${body.id}/rotate-secret`, {})
      .expect(200);
    const key = body.secret.slice('whsec_'.length);
    const newKey = rotated.body.secret.slice('whsec_'.length);
    expect(newKey).not.toBe(key);
    for (const table of ['webhooks', 'activity', 'outbox']) {
      const stored = JSON.stringify(await callboard().knex(table));
      expect(stored).not.toContain(key);
      expect(stored).not.toContain(newKey);
    }
    const [made, changed] = await tracesOf(callboard(), body.id);
    expect(changesIn(made)).toMatchObject({
      secret: [null, '[hidden]'],
      url: [null, 'https://93.184.216.34/…'],
    });
    expect(changed.action).toBe('rotate_secret');
    expect(changesIn(changed)).toEqual({
      secret: ['[hidden]', '[hidden]'],
      former_secret_expires_at: [null, expect.any(String)],
    });
  });

  it('change field by field, with a trace and a version', async () => {
    const { body } = await boss().post(path, input).expect(201);
    const one = `${path}/${body.id}`;
    await boss()
      .patch(one, { name: 'Other' })
      .set('If-Match', '"2"')
      .expect(412);
    await boss().patch(one, { url: 'https://10.0.0.1/' }).expect(400);
    const same = await boss()
      .patch(one, { name: 'Build bot', event_types: input.event_types })
      .expect(200);
    expect(same.body.version).toBe(1);
    const changed = await boss()
      .patch(one, { event_types: ['*'], description: 'For CI' })
      .set('If-Match', '"1"')
      .expect(200);
    expect(changed.body).toMatchObject({ name: 'Build bot', version: 2 });
    const [, trace] = await tracesOf(callboard(), body.id);
    expect(trace).toMatchObject({
      action: 'update',
      entity_type: 'webhook',
      entity_label: 'Build bot',
      user_id: people.superAdmin,
    });
    expect(changesIn(trace)).toEqual({
      event_types: [input.event_types, ['*']],
      description: [null, 'For CI'],
    });
  });

  it('tell others of no more than the host of their address', async () => {
    const { body } = await boss().post(path, input).expect(201);
    const urls = [
      'https://93.184.216.34/second',
      'https://93.184.216.35/third',
    ];
    for (const url of urls) {
      await boss().patch(`${path}/${body.id}`, { url }).expect(200);
    }
    const [, within, away] = await tracesOf(callboard(), body.id);
    expect(changesIn(within)).toEqual({ url: ['[hidden]', '[hidden]'] });
    expect(changesIn(away)).toEqual({
      url: ['https://93.184.216.34/…', 'https://93.184.216.35/…'],
    });
    const { knex } = callboard();
    for (const table of ['activity', 'outbox', 'webhook_events']) {
      const stored = JSON.stringify(await knex(table));
      expect(stored).not.toMatch(/team=pay|\/second|\/third/);
    }
  });

  it('are at most five hundred in a workspace', async () => {
    await boss().post('/workspaces', { slug: 'full', name: 'Full' });
    const full = '/workspaces/full/webhooks';
    const first = await boss().post(full, input).expect(201);
    const { knex } = callboard();
    const { id: _, ...row } = await knex('webhooks')
      .where({ id: first.body.id })
      .first();
    await knex('webhooks').insert(
      Array.from({ length: 498 }, (__, nth) => ({
        ...row,
        id: newId(nth),
        event_types: JSON.stringify(input.event_types),
      })),
    );
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => boss().post(full, input)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      201, 409, 409, 409,
    ]);
    await boss().delete(`${full}/${first.body.id}`).expect(204);
    await boss().post(full, input).expect(201);
  });

  it('are gone when they are deleted', async () => {
    const { body } = await boss().post(path, input).expect(201);
    const one = `${path}/${body.id}`;
    await boss().delete(one).set('If-Match', '"7"').expect(412);
    await boss().delete(one).expect(204);
    await boss().get(one).expect(404);
    await boss().get(`${one}/deliveries`).expect(404);
    await boss().post(`${one}/test`).expect(404);
    const [, trace] = await tracesOf(callboard(), body.id);
    expect(trace.action).toBe('delete');
  });

  it('belong to one workspace', async () => {
    const { body } = await boss().post(path, input).expect(201);
    await boss().post('/workspaces', { slug: 'other', name: 'Other' });
    await boss().get(`/workspaces/other/webhooks/${body.id}`).expect(404);
    const list = await boss().get('/workspaces/other/webhooks').expect(200);
    expect(list.body).toEqual({ items: [], next_cursor: null });
  });

  it('are sent nothing by hand while they are not active', async () => {
    const { body } = await boss()
      .post(path, { ...input, is_active: false })
      .expect(201);
    const range = {
      start: '2026-01-01T00:00:00Z',
      end: '2026-02-01T00:00:00Z',
    };
    await boss().post(`${path}/${body.id}/replay`, range).expect(409);
    const answer = await boss().post(`${path}/${body.id}/test`).expect(409);
    expect(answer.body.error.message).toBe('The webhook is not active');
  });

  it('refuse to replay a range that ends before it begins', async () => {
    const { body } = await boss().post(path, input).expect(201);
    const answer = await boss()
      .post(`${path}/${body.id}/replay`, {
        start: '2026-02-01T00:00:00Z',
        end: '2026-01-01T00:00:00Z',
      })
      .expect(400);
    expect(answer.body.error.message).toContain('body.end');
  });
});

describeCallboard(
  'what webhooks may be',
  { config, databases: oneDatabase },
  callboard => {
    const boss = () => callboard().as('superAdmin');

    it.each([
      ['name', undefined],
      ['name', ' '],
      ['url', 'example.com'],
      ['url', 'ftp://example.com/'],
      ['url', 'data:text/plain,hello'],
      ['url', 'http://93.184.216.34/'],
      ['url', 'https://jane:secret@93.184.216.34/'],
      ['url', `https://93.184.216.34/${'x'.repeat(2_048)}`],
      ['url', 'https://127.0.0.1/'],
      ['url', 'https://2130706433/'],
      ['url', 'https://0x7f.1/'],
      ['url', 'https://0177.0.0.1/'],
      ['url', 'https://[::1]/'],
      ['url', 'https://[::7f00:1]/'],
      ['url', 'https://[::ffff:127.0.0.1]/'],
      ['url', 'https://169.254.169.254/latest/meta-data'],
      ['url', 'https://100.64.0.1/'],
      ['url', 'https://localhost/'],
      ['url', 'https://localhost.:8080/'],
      ['url', 'http://localhost:8081/'],
      ['event_types', undefined],
      ['event_types', []],
      ['event_types', ['work_item.explode']],
      ['event_types', ['nothing.*']],
      ['is_active', 'yes'],
      ['description', 'x'.repeat(4_001)],
    ])('refuse the %s %j', async (field, value) => {
      const answer = await boss()
        .post(path, { ...input, [field]: value })
        .expect(400);
      expect(answer.body.error.message).toContain(`body.${field}`);
    });

    it('may be at a name that has no address yet', async () => {
      const url = 'https://nobody-has-this-name.invalid/';
      const made = await boss().post(path, { ...input, url });
      expect(made.status).toBe(201);
    });

    it.each([
      'http://ci.internal/',
      'https://ci.internal:9000/x',
      'http://localhost:8080/',
    ])('take %s, which the configuration exempts', async url => {
      const made = await boss()
        .post(path, { ...input, url })
        .expect(201);
      expect(made.body.url).toBe(url);
    });
  },
);
