import { randomUUID } from 'crypto';
import { describeWithoutJobs } from '../__testUtils__/describeCallboard';
import {
  getAuthorizationHeader,
  TestCallboard,
} from '../__testUtils__/startCallboard';
import { RawResponse, Connection } from '../contract/__testUtils__/Connection';

const json = 'application/json';

/** Sends a raw body; client libraries would repair it. */
async function sendRaw(
  callboard: TestCallboard,
  body: string,
  headers: Record<string, string> = { 'content-type': json },
  path = '/workspaces',
): Promise<RawResponse> {
  const connection = new Connection(callboard);
  try {
    return await connection.send({
      method: 'POST',
      path,
      headers: {
        authorization: getAuthorizationHeader('superAdmin')!,
        ...headers,
      },
      body,
    });
  } finally {
    connection.close();
  }
}

const parseErrorMessage = ({ text }: RawResponse): string =>
  JSON.parse(text).error.message;

describeWithoutJobs('HTTP requests and responses', {}, callboard => {
  const superAdmin = () => callboard().as('superAdmin');

  it('accepts a trailing slash, with and without credentials', async () => {
    expect((await superAdmin().get('/me/')).status).toBe(200);
    await superAdmin().get('/workspaces/default/?').expect(200);
    await superAdmin()
      .post('/workspaces/', { slug: 'slash', name: 'Slash' })
      .expect(201);
    await superAdmin().get('/workspaces/slash/members/?limit=5').expect(200);
    await superAdmin().delete('/workspaces/slash/').expect(204);
    await callboard().as('nobody').get('/health/').expect(200);
    await callboard().as('nobody').get('/openapi.json/').expect(200);
  });

  it('returns 404 as JSON for unknown paths and methods, and 401 without credentials', async () => {
    for (const path of ['/', '/nothing', '/workspaces/default/nothing']) {
      const response = await superAdmin().get(path).expect(404);
      expect(response.body).toMatchObject({
        error: { name: 'NotFoundError', message: expect.stringMatching(/GET/) },
        request: { method: 'GET', url: path },
        response: { statusCode: 404 },
      });
      await callboard().as('nobody').get(path).expect(401);
    }
    await superAdmin().delete('/me').expect(404);
  });

  it('checks credentials, then access, then the rest of a request', async () => {
    const member = callboard().as('member');
    const dashboard = await superAdmin()
      .post('/workspaces/default/dashboards', { name: 'Private' })
      .expect(201);
    const hidden = `/workspaces/default/dashboards/${dashboard.body.id}`;
    const absent = `/workspaces/default/departments/${randomUUID()}`;
    const invalid = { name: 5 };
    await callboard().as('nobody').patch(hidden, invalid).expect(401);
    await member.patch(hidden, invalid).expect(404);
    await member.post(`${hidden}/widgets`, invalid).expect(404);
    await superAdmin().patch(absent, invalid).expect(404);
    await superAdmin().get(`${absent}?unknown=1`).expect(404);
    await member.patch(absent, invalid).expect(403);
    await member.patch('/workspaces/default/departments/x', {}).expect(403);
    await member.get('/workspaces/absent/departments/x').expect(404);
    await member.get('/admin/erasures/x').expect(403);
    await superAdmin().patch(hidden, invalid).expect(400);
    const malformed = await superAdmin().get(
      '/workspaces/default/departments/x',
    );
    expect(malformed.status).toBe(400);
  });

  it.each([
    ['/workspaces?limt=5', 'query.limt'],
    ['/me?verbose=true', 'query.verbose'],
    ['/health?deep=1', 'query.deep'],
    ['/me?__proto__=1', 'query.__proto__'],
    ['/me?constructor=1', 'query.constructor'],
    ['/workspaces?limit[]=5', 'query.limit[]'],
    ['/workspaces?=5', 'query.'],
  ])(
    'rejects the unknown parameter in %s, and names it',
    async (path, field) => {
      const response = await superAdmin().get(path).expect(400);
      expect(response.body.error.message).toBe(
        `${field}: is not a known parameter`,
      );
    },
  );

  it.each([
    ['/workspaces?limit=5&limit=6', /query\.limit: must be given only once/],
    ['/workspaces?limit=5&limit=5', /query\.limit: must be given only once/],
    ['/activity?q=%ZZ', /query: is not percent-encoded UTF-8/],
    ['/activity?q=%FF', /query: is not percent-encoded UTF-8/],
    ['/activity?q=%ED%A0%80', /query: is not percent-encoded UTF-8/],
    ['/activity?q=%00', /query\.q: must not contain U\+0000/],
    ['/workspaces/%00', /path\.slug: must not contain U\+0000/],
    ['/workspaces/Default', /path\.slug: must be/],
    ['/workspaces/%FF', /path: is not percent-encoded UTF-8/],
    ['/workspaces/default/members/%', /path: is not percent-encoded UTF-8/],
  ])('returns 400 for %s', async (path, reason) => {
    const response = await superAdmin().get(path).expect(400);
    expect(response.body.error.message).toMatch(reason);
  });

  it('reports every invalid field of path, query and body in one 400', async () => {
    const response = await superAdmin()
      .patch('/workspaces/default/members/7?x=1&y=2&x=3', { role: 5 })
      .expect(400);
    expect(response.body.error).toMatchObject({
      name: 'InputError',
      problems: [
        { field: 'path.id', reason: 'must be a UUID' },
        { field: 'query.x', reason: 'must be given only once' },
        { field: 'query.y', reason: 'is not a known parameter' },
        { field: 'body.role', reason: expect.any(String) },
      ],
    });
  });

  it('reports every invalid query field, also with an invalid workspace', async () => {
    const response = await superAdmin()
      .get(
        '/activity?workspace=NO&limit=0&page=x&tz=Mars/Base&start=2026-02-30&end=2026-13-01&total=1&entity_type=%00&z=1',
      )
      .expect(400);
    const fields = response.body.error.problems.map(({ field }: any) => field);
    expect(fields.sort()).toEqual(
      [
        'query.workspace',
        'query.limit',
        'query.page',
        'query.tz',
        'query.start',
        'query.end',
        'query.total',
        'query.entity_type',
        'query.z',
      ].sort(),
    );
  });

  it('reports every invalid body field, also with text that cannot be stored', async () => {
    const response = await superAdmin()
      .post('/workspaces', {
        slug: 'a\u0000',
        name: '\ud800',
        timezone: '+05:30',
        week_start: 8,
        settings: { 'x\u0000': 1, deep: ['\udc00'] },
      })
      .expect(400);
    const fields = response.body.error.problems.map(({ field }: any) => field);
    expect(fields.sort()).toEqual([
      'body.name',
      'body.settings.?',
      'body.settings.deep',
      'body.settings.deep[0]',
      'body.settings.x\u0000',
      'body.slug',
      'body.timezone',
      'body.week_start',
    ]);
  });

  it.each([
    ['{"slug": "a",', json],
    ['{slug: "a"}', json],
    ['', json],
    ['null', json],
    ['"text"', json],
    ['[]', json],
    ['slug=a&name=b', 'application/x-www-form-urlencoded'],
    ['{"slug":"text","name":"Text"}', 'text/plain'],
    ['{"slug":"text","name":"Text"}', 'application/json; charset=latin-9'],
  ])('rejects the body %j sent as %s', async (body, type) => {
    const response = await sendRaw(callboard(), body, { 'content-type': type });
    expect(response.status).toBe(400);
    expect(parseErrorMessage(response)).toMatch(/^body/);
  });

  it('rejects a body without a content type, or with a wrong content encoding', async () => {
    const bare = await sendRaw(callboard(), '{"slug":"bare","name":"B"}', {});
    expect(bare.status).toBe(400);
    const packed = await sendRaw(callboard(), '{"slug":"packed","name":"P"}', {
      'content-type': json,
      'content-encoding': 'gzip',
    });
    expect(packed.status).toBe(400);
  });

  it('accepts a JSON content type in any letter case and with a charset', async () => {
    const response = await sendRaw(
      callboard(),
      '{"action":"page_view"}',
      {
        'content-type': 'Application/JSON; charset=UTF-8',
      },
      '/activity',
    );
    expect(response.status).toBe(201);
  });

  it('accepts a body of 1 MB, and returns 413 for a larger one', async () => {
    const fixed = '{"action":"page_view","x":""}'.length;
    const ofSize = (bytes: number) =>
      `{"action":"page_view","x":"${'x'.repeat(bytes - fixed)}"}`;
    const headers = { 'content-type': json };
    const largest = ofSize(1024 * 1024);
    const over = ofSize(1024 * 1024 + 1);
    expect(Buffer.byteLength(largest)).toBe(1024 * 1024);
    const taken = await sendRaw(callboard(), largest, headers, '/activity');
    expect(taken.status).toBe(201);
    const refused = await sendRaw(callboard(), over, headers, '/activity');
    expect(refused.status).toBe(413);
    expect(JSON.parse(refused.text)).toMatchObject({
      error: { name: 'PayloadTooLargeError' },
      response: { statusCode: 413 },
    });
  });

  it('rejects a body with too many values or problems with a short error @full', async () => {
    const values = `[${Array(500_000).fill(0).join(',')}]`;
    const headers = { 'content-type': json };
    const many = await sendRaw(callboard(), values, headers, '/activity');
    expect(many.status).toBe(400);
    expect(parseErrorMessage(many)).toMatch(
      /body: contains more than 50000 values/,
    );

    const bad = `[${Array(40_000).fill(0).join(',')}]`;
    const refused = await sendRaw(callboard(), bad, headers, '/activity');
    expect(refused.status).toBe(400);
    expect(refused.text.length).toBeLessThan(50_000);
    expect(parseErrorMessage(refused)).toMatch(
      /has further problems that are not listed/,
    );
  });

  it('ignores __proto__ in bodies and never pollutes prototypes', async () => {
    const refused = await sendRaw(
      callboard(),
      '{"slug":"proto","name":"P","settings":{"__proto__":{"polluted":1}}}',
    );
    expect(parseErrorMessage(refused)).toBe(
      'body.settings.__proto__: is not a known field',
    );
    const posted = await sendRaw(
      callboard(),
      '{"action":"proto","metadata":{"__proto__":{"polluted":1},"a":[{"__proto__":{"polluted":1},"b":2}]}}',
      { 'content-type': json },
      '/activity',
    );
    expect(posted.status).toBe(201);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    const { body } = await superAdmin().get('/me/activity?action=proto');
    expect(JSON.stringify(body.activities[0].metadata)).toBe('{"a":[{"b":2}]}');
  });
});
