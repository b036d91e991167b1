import { createServer, Server } from 'http';
import { AddressInfo } from 'net';
import { inspect } from 'util';
import { SourceRateLimitError } from '../workItemSources';
import { SourceApi } from './SourceApi';

interface Response {
  status?: number;
  headers?: Record<string, string>;
  body?: string;
}

describe('SourceApi', () => {
  let server: Server;
  let responses: Response[];
  let requests: string[];
  let api: SourceApi;

  const get = (signal = new AbortController().signal) =>
    api.get({
      path: '/projects/a%2Fb',
      query: { page: 2, since: undefined },
      signal,
    });

  beforeEach(async () => {
    responses = [];
    requests = [];
    server = createServer(({ url, headers }, response) => {
      requests.push(`${url} ${headers.authorization}`);
      const next = responses.length > 1 ? responses.shift()! : responses[0];
      response.writeHead(next.status ?? 200, next.headers);
      response.end(next.body ?? '{}');
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    api = new SourceApi({
      baseUrl: `http://127.0.0.1:${port}/api`,
      getHeaders: async () => ({ authorization: 'Bearer t' }),
      retryDelaysMs: [1, 1],
    });
  });

  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  it('sends the query with credentials, and returns the body and the time', async () => {
    const date = 'Thu, 01 Jan 2026 09:00:00 GMT';
    responses = [{ body: '[1]', headers: { date } }];
    expect(await get()).toMatchObject({ body: [1], at: Date.parse(date) });
    expect(requests).toEqual(['/api/projects/a%2Fb?page=2 Bearer t']);
  });

  it('retries a server error', async () => {
    responses = [{ status: 502 }, { status: 500 }, { body: '"well"' }];
    expect((await get()).body).toBe('well');
  });

  it('gives up after the last retry', async () => {
    responses = [{ status: 503 }];
    await expect(get()).rejects.toMatchObject({ status: 503 });
    expect(requests).toHaveLength(3);
  });

  it.each([
    [401, 'credentials are invalid, expired or revoked'],
    [403, 'lack access'],
    [404, 'returned 404'],
    [302, 'a redirect'],
  ])('reports status %i without a retry', async (status, message) => {
    responses = [{ status, headers: { location: '/elsewhere' } }];
    await expect(get()).rejects.toThrow(message);
    expect(requests).toHaveLength(1);
  });

  it('reports a page that is no JSON, such as a sign-in page', async () => {
    responses = [{ body: '<html>' }];
    await expect(get()).rejects.toThrow('returned no JSON');
  });

  it.each<[Record<string, string>, number]>([
    [{ 'retry-after': '3600' }, 3_600],
    [{ 'retry-after': 'Thu, 01 Jan 2026 10:00:00 GMT' }, 3_600],
    [{ 'ratelimit-reset': String(Date.UTC(2026, 0, 1, 9, 5) / 1_000) }, 300],
    [{ 'ratelimit-reset': '1' }, 60],
    [{ 'retry-after': '99999999999999' }, 86_400],
    [{ 'ratelimit-reset': '99999999999999' }, 86_400],
    [{}, 60],
  ])(
    'throws SourceRateLimitError after 429 with %j, by the clock of the source',
    async (headers, seconds) => {
      const date = 'Thu, 01 Jan 2026 09:00:00 GMT';
      responses = [{ status: 429, headers: { date, ...headers } }];
      const before = Date.now();
      const error = await get().catch(thrown => thrown);
      expect(error).toBeInstanceOf(SourceRateLimitError);
      const waitMs = error.retryAt.getTime() - before;
      expect(waitMs).toBeGreaterThanOrEqual(seconds * 1_000);
      expect(waitMs).toBeLessThan(seconds * 1_000 + 30_000);
    },
  );

  it('names a host that cannot be reached', async () => {
    server.closeAllConnections();
    await new Promise(resolve => {
      server.close(resolve);
    });
    await expect(get()).rejects.toThrow(/127\.0\.0\.1:\d+ cannot be reached: /);
  });

  it.each([
    ['password', 'http://user:secret@127.0.0.1/api', 'Bearer t'],
    ['token', 'http://127.0.0.1/api', 'Bearer secret\nt'],
  ])(
    'reports no %s of a request that fails',
    async (_, baseUrl, authorization) => {
      api = new SourceApi({
        baseUrl,
        getHeaders: async () => ({ authorization }),
        retryDelaysMs: [],
      });
      const error = await get().catch(thrown => thrown);
      expect(error.message).toBe(
        '127.0.0.1 cannot be reached: the request failed',
      );
      expect(inspect(error)).not.toContain('secret');
    },
  );

  it('stops when the run is aborted', async () => {
    responses = [{ status: 502 }];
    const reason = new Error('stopped');
    await expect(get(AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(requests).toEqual([]);
  });
});
