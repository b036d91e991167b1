import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import authPlugin from '@backstage/plugin-auth-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import request from 'supertest';
import { authModuleDemo } from './authModuleDemo';

jest.setTimeout(600_000);

async function startAuth(
  demo: { enabled?: boolean } = { enabled: true },
  baseUrl = 'http://localhost',
) {
  const { server } = await startTestBackend({
    features: [
      authPlugin,
      authModuleDemo,
      catalogServiceMock.factory(),
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

describe('the demo auth provider', () => {
  const environment = process.env.NODE_ENV;
  afterEach(() => {
    Object.assign(process.env, { NODE_ENV: environment });
  });

  it.each(['max.member', 'user:default/max.member'])(
    'signs in %s',
    async person => {
      const refresh = await startAuth();
      const { status, body } = await refresh(person);
      expect(status).toBe(200);
      expect(body.profile).toEqual({
        displayName: 'Max Member',
        email: 'max.member@example.com',
      });
      expect(body.backstageIdentity).toMatchObject({
        identity: {
          userEntityRef: 'user:default/max.member',
          ownershipEntityRefs: [
            'user:default/max.member',
            'group:default/checkout',
          ],
        },
      });
      const [, payload] = body.backstageIdentity.token.split('.');
      const { sub, exp, iat } = JSON.parse(
        Buffer.from(payload, 'base64url').toString(),
      );
      expect(sub).toBe('user:default/max.member');
      expect(exp - iat).toBeLessThanOrEqual(3_600);
    },
  );

  it.each(['zoe.angstrom', 'ALEX.ADMIN', 'group:default/platform', ' '])(
    'refuses %p',
    async person => {
      const refresh = await startAuth();
      const { status, body } = await refresh(person);
      expect(status).toBe(401);
      expect(body.backstageIdentity).toBeUndefined();
    },
  );

  it('refuses requests that name nobody', async () => {
    const refresh = await startAuth();
    expect((await refresh()).status).toBe(401);
  });

  it.each([
    ['localhost:7007', undefined],
    ['127.0.0.1:7007', undefined],
    ['[::1]:7007', undefined],
    ['LOCALHOST', 'http://localhost:3000'],
  ])('answers at its own host name: %s, from %s', async (host, origin) => {
    const refresh = await startAuth();
    const response = refresh('max.member').set('host', host);
    const { status } = await (origin
      ? response.set('origin', origin)
      : response);
    expect(status).toBe(200);
  });

  it.each([
    ['http://localhost', 'evil.example:7007', undefined],
    ['http://localhost', 'localhost.evil.example', undefined],
    ['http://localhost', 'user@localhost:7007@evil.example', undefined],
    ['http://localhost', 'localhost:7007', 'http://evil.example'],
    ['http://localhost', 'localhost:7007', 'null'],
    ['https://demo.example.org', 'localhost:7007', undefined],
  ])('refuses at %s a request to %s from %s', async (baseUrl, host, origin) => {
    const refresh = await startAuth({ enabled: true }, baseUrl);
    const response = refresh('max.member').set('host', host);
    const { status, body } = await (origin
      ? response.set('origin', origin)
      : response);
    expect(status).toBe(403);
    expect(body.backstageIdentity).toBeUndefined();
  });

  it('answers at the host name of a portal elsewhere', async () => {
    const refresh = await startAuth(
      { enabled: true },
      'https://demo.example.org',
    );
    const { status } = await refresh('max.member').set(
      'host',
      'demo.example.org',
    );
    expect(status).toBe(200);
  });

  it('does not exist in production, with any configuration', async () => {
    Object.assign(process.env, { NODE_ENV: 'production' });
    const refresh = await startAuth();
    expect((await refresh('alex.admin')).status).toBe(404);
  });

  it.each([{ enabled: false }, {}])(
    'does not exist with the configuration %p',
    async demo => {
      const refresh = await startAuth(demo);
      expect((await refresh('alex.admin')).status).toBe(404);
    },
  );
});
