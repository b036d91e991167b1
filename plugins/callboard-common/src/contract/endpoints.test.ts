import { allEndpoints, endpoints } from './endpoints';

const entries = Object.entries(allEndpoints);

describe('the contract', () => {
  it('has each method of each path once', () => {
    const keys = entries.map(([, { method, path }]) => `${method} ${path}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it.each(entries)('describes %s as the wire has it', (_id, endpoint) => {
    const { method, path, status, body, response, download } = endpoint;
    // Snake case, no trailing slash, every parameter described.
    expect(path).toMatch(
      /^(?:\/(?:[a-z][a-z0-9._-]*|\{[a-z_]+\}(?:\.[a-z]+)?))+$/,
    );
    expect(path.match(/\{\w+\}/g) ?? []).toEqual(
      Object.keys(endpoint.params.shape).map(name => `{${name}}`),
    );
    for (const name of Object.keys(endpoint.query.shape)) {
      expect(name).toMatch(/^[a-z][a-z0-9_]*$/);
    }
    expect(endpoint.summary).toMatch(/^[A-Z].*[^.]$/);
    expect(body === undefined).toBe(['GET', 'DELETE'].includes(method));
    expect([response, download].filter(Boolean)).toHaveLength(
      status === 204 ? 0 : 1,
    );
    expect(status === 204).toBe(method === 'DELETE');
  });

  it.each(entries)(
    'lets %s take no parameter it does not know',
    (_id, endpoint) => {
      const { error } = endpoint.query.safeParse({ surprise: '1' });
      expect(error?.issues).toContainEqual(
        expect.objectContaining({
          code: 'unrecognized_keys',
          keys: ['surprise'],
        }),
      );
    },
  );

  it('names a workspace wherever a role in one is asked for', () => {
    const nameless = entries.filter(
      ([, { access, params, query }]) =>
        access.kind === 'workspace' &&
        !('slug' in params.shape) &&
        !('workspace' in query.shape),
    );
    expect(nameless).toEqual([]);
  });

  it('is the same typed and to walk over', () => {
    expect(allEndpoints).toBe(endpoints);
  });
});
