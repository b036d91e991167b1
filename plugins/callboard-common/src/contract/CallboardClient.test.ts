import { ResponseError } from '@backstage/errors';
import { z } from 'zod';
import { defineEndpoint } from './endpoint';
import { endpoints } from './endpoints';
import { CallboardClient } from './CallboardClient';

const base = 'https://portal.example/api/callboard';

/** Creates a client whose requests all get the same response; `sent` returns the last request. */
function createClientReturning(status: number, body?: unknown) {
  const fetch = jest.fn(
    async (_url: string, _init?: RequestInit) =>
      new Response(body === undefined ? null : JSON.stringify(body), {
        status,
        headers: { 'content-type': 'application/json' },
      }),
  );
  const getBaseUrl = jest.fn(async (_pluginId: string) => base);
  const client = new CallboardClient({
    fetchApi: { fetch },
    discoveryApi: { getBaseUrl },
  });
  const sent = () => {
    const [url, init] = fetch.mock.calls[fetch.mock.calls.length - 1];
    return { url, ...init } as RequestInit & { url: string };
  };
  return { client, sent, getBaseUrl };
}

describe('CallboardClient', () => {
  it('calls an endpoint at the base URL of the plugin, and returns its JSON', async () => {
    const { client, sent, getBaseUrl } = createClientReturning(200, {
      items: [],
    });
    const answer = await client.call(endpoints.listWorkspaces, {});
    expect(answer).toEqual({ items: [] });
    expect(getBaseUrl).toHaveBeenCalledWith('callboard');
    expect(sent()).toMatchObject({ url: `${base}/workspaces`, method: 'GET' });
    expect(sent().body).toBeUndefined();
    expect(sent().headers).toEqual({});
  });

  it('encodes path parameters', async () => {
    const { client, sent } = createClientReturning(204);
    await client.call(endpoints.removeWorkspaceMember, {
      params: { slug: 'a/b?c#d', id: 'ü %' },
    });
    expect(sent()).toMatchObject({
      url: `${base}/workspaces/a%2Fb%3Fc%23d/members/%C3%BC%20%25`,
      method: 'DELETE',
    });
  });

  it('omits undefined and null from the query string, and encodes other values', async () => {
    const { client, sent } = createClientReturning(200, {});
    await client.call(endpoints.listAdminActivity, {
      query: {
        user_id: undefined,
        action: null as unknown as undefined,
        q: 'a&b=c +ü%',
        limit: 0,
        total: false,
        entity_id: '',
      },
    });
    const url = new URL(sent().url);
    expect([...url.searchParams]).toEqual([
      ['q', 'a&b=c +ü%'],
      ['limit', '0'],
      ['total', 'false'],
      ['entity_id', ''],
    ]);
  });

  it('omits the question mark when the query is empty', async () => {
    const { client, sent } = createClientReturning(200, {});
    await client.call(endpoints.listWorkspaces, {
      query: { cursor: undefined },
    });
    expect(sent().url).toBe(`${base}/workspaces`);
  });

  it('sends the body as JSON, also when it is falsy', async () => {
    const { client, sent } = createClientReturning(201, {});
    await client.call(endpoints.createWorkspace, {
      body: { slug: 'ops', name: 'Operations' },
    });
    expect(sent()).toMatchObject({
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"slug":"ops","name":"Operations"}',
    });

    const flag = defineEndpoint({
      ...endpoints.createWorkspace,
      body: z.boolean(),
    });
    await client.call(flag, { body: false });
    expect(sent().body).toBe('false');
  });

  it('passes on signal, keepalive and headers', async () => {
    const { client, sent } = createClientReturning(200, {});
    const { signal } = new AbortController();
    await client.call(endpoints.updateWorkspace, {
      params: { slug: 'ops' },
      body: {},
      signal,
      keepalive: true,
      headers: { 'if-match': '"1"' },
    });
    expect(sent()).toMatchObject({
      signal,
      keepalive: true,
      headers: { 'content-type': 'application/json', 'if-match': '"1"' },
    });
  });

  it('returns undefined for status 204', async () => {
    const { client } = createClientReturning(204);
    expect(
      await client.call(endpoints.deleteWorkspace, { params: { slug: 'ops' } }),
    ).toBeUndefined();
  });

  it.each([400, 401, 403, 404, 409, 412, 413, 429, 503])(
    'throws a ResponseError for status %d, with the body of the response',
    async status => {
      const body = {
        error: { name: 'SomeError', message: 'Because' },
        request: { method: 'GET', url: '/me' },
        response: { statusCode: status },
      };
      const { client } = createClientReturning(status, body);
      const thrown = await client
        .call(endpoints.getMe, {})
        .then(undefined, error => error);
      expect(thrown).toBeInstanceOf(ResponseError);
      expect(thrown).toMatchObject({
        statusCode: status,
        body,
        cause: { name: 'SomeError', message: 'Because' },
      });
    },
  );

  it('throws a ResponseError when the error response is not JSON', async () => {
    const client = new CallboardClient({
      discoveryApi: { getBaseUrl: async () => base },
      fetchApi: {
        fetch: async () => new Response('<html>Bad gateway', { status: 502 }),
      },
    });
    await expect(client.call(endpoints.getMe, {})).rejects.toMatchObject({
      name: 'ResponseError',
      statusCode: 502,
    });
  });

  it('returns the raw response for downloads', async () => {
    const { client, sent } = createClientReturning(200, 'x');
    const response = await client.fetch(endpoints.exportMyActivityCsv, {
      query: { tz: 'Europe/Berlin' },
    });
    expect(await response.text()).toBe('"x"');
    expect(sent().url).toBe(
      `${base}/me/activity/export.csv?tz=Europe%2FBerlin`,
    );
  });
});
