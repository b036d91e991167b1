import { registerMswTestHooks } from '@backstage/backend-test-utils';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { IssuesApi } from './IssuesApi';
import { SourceRateLimitError } from '@callboard/plugin-callboard-node';

const url = 'https://api.github.com/repos/lantern/payments/issues';
const server = setupServer();
const getCredentials = jest.fn(async () => ({
  headers: { authorization: 'Bearer t' },
  type: 'token' as const,
}));
const api = new IssuesApi({
  host: 'github.com',
  baseUrl: 'https://api.github.com',
  credentials: { getCredentials },
  retryDelaysMs: [1, 1],
});
const read = (signal = new AbortController().signal) =>
  api.listChanges(
    'issues',
    'lantern/payments',
    { since: '2026-01-01T00:00:00Z', etag: '"e1"', page: 2 },
    signal,
  );

/** Sends these responses one after another, and repeats the last one. */
function answer(...answers: Array<() => Response>): Request[] {
  const requests: Request[] = [];
  server.use(
    http.get(url, ({ request }) => {
      requests.push(request);
      return (answers.length > 1 ? answers.shift()! : answers[0])();
    }),
  );
  return requests;
}

const status = (code: number, headers = {}, message = 'No') =>
  HttpResponse.json({ message }, { status: code, headers });

describe('IssuesApi', () => {
  registerMswTestHooks(server);

  it('sends the query and headers that GitHub documents', async () => {
    const requests = answer(() =>
      HttpResponse.json([{ id: 1 }], {
        headers: {
          etag: '"e2"',
          link: `<${url}?page=3>; rel="next", <${url}?page=9>; rel="last"`,
          date: 'Thu, 01 Jan 2026 09:00:00 GMT',
        },
      }),
    );
    expect(await read()).toEqual({
      items: [{ id: 1 }],
      etag: '"e2"',
      isLast: false,
      at: Date.UTC(2026, 0, 1, 9),
    });
    const [{ headers, url: firstUrl }] = requests;
    expect(Object.fromEntries(new URL(firstUrl).searchParams)).toEqual({
      state: 'all',
      sort: 'updated',
      direction: 'asc',
      since: '2026-01-01T00:00:00Z',
      per_page: '100',
      page: '2',
    });
    expect(headers.get('authorization')).toBe('Bearer t');
    expect(headers.get('if-none-match')).toBe('"e1"');
    expect(headers.get('x-github-api-version')).toBe('2022-11-28');
    expect(getCredentials).toHaveBeenCalledWith({
      url: 'https://github.com/lantern/payments',
    });
  });

  it('returns isLast for a page without a next link', async () => {
    answer(() => HttpResponse.json([{ id: 1 }]));
    expect(await read()).toMatchObject({ isLast: true, etag: null, at: NaN });
  });

  it('returns undefined when GitHub responds with 304', async () => {
    answer(() => new HttpResponse(null, { status: 304 }));
    expect(await read()).toBeUndefined();
  });

  it.each([
    ['retry-after', status.bind(null, 403, { 'retry-after': '90' }), 90_000],
    [
      'the x-ratelimit-reset header',
      status.bind(null, 403, {
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': `${Date.UTC(2026, 0, 1, 9, 5) / 1_000}`,
        date: 'Thu, 01 Jan 2026 09:00:00 GMT',
      }),
      300_000,
    ],
    ['429', status.bind(null, 429, {}), 60_000],
    [
      'words',
      status.bind(null, 403, {}, 'You exceeded a secondary rate limit'),
      60_000,
    ],
  ])(
    'throws SourceRateLimitError when GitHub signals a limit by %s',
    async (_, limited, waitMs) => {
      const requests = answer(limited as () => Response);
      const before = Date.now();
      const error = await read().catch(thrown => thrown);
      expect(error).toBeInstanceOf(SourceRateLimitError);
      const retryMs = error.retryAt.getTime();
      expect(retryMs).toBeGreaterThanOrEqual(before + waitMs);
      expect(retryMs).toBeLessThanOrEqual(Date.now() + waitMs);
      expect(requests).toHaveLength(1);
    },
  );

  it('retries server and network errors up to twice', async () => {
    const requests = answer(
      () => status(502),
      () => HttpResponse.error(),
      () => HttpResponse.json([]),
    );
    expect(await read()).toMatchObject({ items: [], isLast: true });
    expect(requests).toHaveLength(3);
    const more = answer(() => status(503));
    await expect(read()).rejects.toMatchObject({ status: 503 });
    expect(more).toHaveLength(3);
  });

  it.each([401, 403, 404, 410])(
    'throws the status %d without a retry',
    async code => {
      const requests = answer(() => status(code));
      const error = await read().catch(thrown => thrown);
      expect(error).not.toBeInstanceOf(SourceRateLimitError);
      expect(error.status).toBe(code);
      expect(requests).toHaveLength(1);
    },
  );

  it('stops retrying when the signal is aborted', async () => {
    const controller = new AbortController();
    const requests = answer(() => {
      controller.abort();
      return status(502);
    });
    await expect(read(controller.signal)).rejects.toThrow();
    expect(requests).toHaveLength(1);
  });
});
