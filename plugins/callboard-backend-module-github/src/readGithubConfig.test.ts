import { mockServices } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import { readGithubConfig } from './readGithubConfig';

const read = (github?: JsonObject, rest: JsonObject = {}) =>
  readGithubConfig(
    mockServices.rootConfig({
      data: { callboard: { ...(github && { github }) }, ...rest },
    }),
  );

const token = (host = 'github.com') => ({
  integrations: {
    github: [{ host, token: 't', apiBaseUrl: `https://api.${host}` }],
  },
});

describe('readGithubConfig', () => {
  it('returns a default for every key', () => {
    expect(read()).toEqual({
      workspace: 'default',
      repositories: [],
      kinds: ['system', 'component'],
      pullRequests: false,
      userAnnotation: 'github.com/user-login',
      users: new Map(),
      import: undefined,
    });
  });

  it('reads repositories in lower case', () => {
    const repositories = ['Lantern/Payments-API', 'octo_co/*', 'a/b.c_d-e'];
    expect(read({ repositories }).repositories).toEqual([
      'lantern/payments-api',
      'octo_co/*',
      'a/b.c_d-e',
    ]);
  });

  it.each([
    '*',
    '*/*',
    'lantern',
    'lantern/',
    '/shop',
    'lantern/shop*',
    'lantern/a/b',
    'https://github.com/lantern/shop',
    '',
  ])('rejects %j as a repository', name => {
    expect(() => read({ repositories: ['lantern/ok', name] })).toThrow(
      /callboard\.github\.repositories/,
    );
  });

  it('rejects repositories that are not a list', () => {
    expect(() => read({ repositories: 'lantern/shop' })).toThrow(
      /callboard\.github\.repositories/,
    );
  });

  it('maps logins to user references, and rejects group references', () => {
    const users = [{ login: 'Octo-Cat', user_ref: 'User:default/Olga' }];
    expect([...read({ users }).users]).toEqual([
      ['octo-cat', 'user:default/olga'],
    ]);
    expect(() =>
      read({ users: [{ login: 'x', user_ref: 'group:default/x' }] }),
    ).toThrow(/callboard\.github\.users/);
  });

  it('enables the import when credentials exist, unless configured otherwise', () => {
    const schedule = {
      frequency: { hours: 1 },
      timeout: { minutes: 30 },
      initialDelay: { minutes: 1 },
    };
    expect(read({}, token()).import).toEqual({ host: 'github.com', schedule });
    const app = { appId: 1, clientId: 'c', clientSecret: 's', privateKey: 'p' };
    const apps = [{ host: 'github.com', apps: [app] }];
    expect(read({}, { integrations: { github: apps } }).import).toBeDefined();
    expect(read({ import: { enabled: false } }, token()).import).toBe(
      undefined,
    );
    expect(read({ import: { enabled: true } }).import).toBeDefined();
  });

  it('enables the import from another host only with an integration for that host', () => {
    const host = 'github.example.com';
    expect(read({ import: { host } }, token(host)).import).toMatchObject({
      host,
    });
    expect(read({ import: { host } }, token()).import).toBeUndefined();
    expect(() => read({ import: { host, enabled: true } })).toThrow(
      /callboard\.github\.import: integrations\.github has no entry/,
    );
  });
});
