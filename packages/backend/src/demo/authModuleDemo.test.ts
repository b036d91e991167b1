import { BackendFeature } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import authPlugin from '@backstage/plugin-auth-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import request from 'supertest';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- test helpers are not in a package
import { createDatabaseFactory } from '../../../../scripts/testing/databases.cjs';
import { authModuleDemo } from './authModuleDemo';
import demoFeatures from './index';

async function startAuth(
  baseUrl = 'http://localhost',
  feature: BackendFeature = authModuleDemo,
  demo = {},
) {
  const { server } = await startTestBackend({
    features: [
      authPlugin,
      feature,
      catalogServiceMock.factory(),
      createDatabaseFactory(),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl },
          backend: { baseUrl },
          auth: { providers: { demo: {} } },
          demo,
        },
      }),
    ],
  });
  return (person?: string) => {
    const refresh = request(server).get('/api/auth/demo/refresh');
    return person ? refresh.set('x-callboard-demo-person', person) : refresh;
  };
}

describe('demo auth provider', () => {
  afterEach(() => jest.restoreAllMocks());

  it.each(['max.member', 'user:default/max.member'])(
    'signs in %s @full',
    async person => {
      const refresh = await startAuth();
      const { status, body } = await refresh(person);
      expect(status).toBe(200);
      expect(body.profile).toEqual({
        displayName: 'Max Member',
        email: 'max.member@example.com',
      });
      const userEntityRef = 'user:default/max.member';
      const ownershipEntityRefs = [userEntityRef, 'group:default/checkout'];
      expect(body.backstageIdentity).toMatchObject({
        identity: { userEntityRef, ownershipEntityRefs },
      });
      const [, payload] = body.backstageIdentity.token.split('.');
      const { sub, exp, iat } = JSON.parse(
        Buffer.from(payload, 'base64url').toString(),
      );
      expect(sub).toBe(userEntityRef);
      expect(exp - iat).toBeLessThanOrEqual(3_600);
    },
  );

  it.each([
    ...['zoe.angstrom', 'ALEX.ADMIN', 'group:default/platform', ' '],
    undefined,
  ])('returns 401 for user %p', async person => {
    const refresh = await startAuth();
    const { status, body } = await refresh(person);
    expect(status).toBe(401);
    expect(body.backstageIdentity).toBeUndefined();
  });

  it.each([
    ['http://localhost', 'localhost:7007', undefined, 200],
    ['http://localhost', '127.0.0.1:7007', undefined, 200],
    ['http://localhost', '[::1]:7007', undefined, 200],
    ['http://localhost', 'LOCALHOST', 'http://localhost:3000', 200],
    ['https://demo.example.org', 'demo.example.org', undefined, 200],
    ['http://localhost', 'evil.example:7007', undefined, 403],
    ['http://localhost', 'localhost.evil.example', undefined, 403],
    ['http://localhost', 'user@localhost:7007@evil.example', undefined, 403],
    ['http://localhost', 'localhost:7007', 'http://evil.example', 403],
    ['http://localhost', 'localhost:7007', 'null', 403],
    ['https://demo.example.org', 'localhost:7007', undefined, 403],
  ])(
    'accepts only its own host names: base URL %s, host %s, origin %s',
    async (baseUrl, host, origin, expected) => {
      const refresh = await startAuth(baseUrl);
      const { status, body } = await refresh('max.member').set({
        host,
        ...(origin && { origin }),
      });
      expect(status).toBe(expected);
      expect(body.backstageIdentity !== undefined).toBe(expected === 200);
    },
  );

  it.each([
    ['production', { enabled: true }],
    ['development', { enabled: false }],
    ['development', {}],
  ])('returns 404 in %s with the demo configuration %p', async (mode, demo) => {
    jest.replaceProperty(process.env, 'NODE_ENV', mode as 'production');
    const refresh = await startAuth(undefined, demoFeatures, demo);
    expect((await refresh('alex.admin')).status).toBe(404);
  });
});
