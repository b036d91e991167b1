import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import authPlugin from '@backstage/plugin-auth-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import request from 'supertest';
import { authModuleDemoProvider } from './authModuleDemoProvider';

async function startAuth(demo: { enabled?: boolean } = { enabled: true }) {
  const { server } = await startTestBackend({
    features: [
      authPlugin,
      authModuleDemoProvider,
      catalogServiceMock.factory(),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost' },
          backend: { baseUrl: 'http://localhost' },
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

  it('refuses whoever names nobody', async () => {
    const refresh = await startAuth();
    expect((await refresh()).status).toBe(401);
  });

  it('does not exist in production, whatever the configuration says', async () => {
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
