import { BackendFeature } from '@backstage/backend-plugin-api';
import {
  createMockDirectory,
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import callboardPlugin from '@callboard/plugin-callboard-backend';
import request from 'supertest';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- test helpers are not in a package
import { createDatabaseFactory } from '../../../../scripts/testing/databases.cjs';
import { callboardModuleDemo, DemoData } from './callboardModuleDemo';
import { DEFAULT_SETTINGS, DemoService } from './DemoService';
import demoFeatures from './index';
import { isWebhookSecretPublic } from './isDemoEnabled';

const ALEX = mockCredentials.user.header('user:default/alex.admin');
const MAX = mockCredentials.user.header('user:default/max.member');
const ROUTE = '/api/callboard/demo/reset';

/** The activity without data: a workspace with four members. */
const ONLY_ROLES = { activities: Array(5).fill({ action: 'create' }) };

const wait = () => new Promise(resolve => setTimeout(resolve, 10));

const directory = createMockDirectory();
afterEach(() => {
  directory.clear();
  jest.restoreAllMocks();
});

describe('DemoService', () => {
  it.each([undefined, '{"people": 4', '{"people": "many"}'])(
    'returns the default size for a file with %p',
    async text => {
      if (text) {
        directory.setContent({ 'demo.json': text });
      }
      const service = new DemoService(directory.path);
      expect(await service.readSettings()).toEqual(DEFAULT_SETTINGS);
      expect(await service.getPeople()).toHaveLength(40);
    },
  );

  it('stores changed settings, and calls its listeners', async () => {
    const folder = directory.resolve('new/folder');
    const service = new DemoService(folder);
    const listener = jest.fn();
    service.onChange(listener);
    const settings = { people: 7, days: 2, empty: true, pending: 'a-reset' };
    await service.changeSettings(settings);
    expect(listener).toHaveBeenCalledWith(await service.getPeople());
    expect(await new DemoService(folder).readSettings()).toEqual(settings);
  });
});

describe('isWebhookSecretPublic', () => {
  it.each([
    ['callboard-demo', true, 'development', false],
    ['callboard-demo', false, 'development', true],
    ['callboard-demo', true, 'production', true],
    ['our own', false, 'production', false],
    [undefined, false, 'production', false],
  ])(
    'returns true only for the demo secret outside the demo: %s, enabled %s, %s',
    (webhookSecret, enabled, environment, expected) => {
      const modules = {
        github: { webhookSecret: 'another' },
        gitlab: { webhookSecret },
      };
      const data = { demo: { enabled }, events: { modules } };
      const config = mockServices.rootConfig({ data });
      jest.replaceProperty(process.env, 'NODE_ENV', environment as 'test');
      expect(isWebhookSecretPublic(config, 'gitlab')).toBe(expected);
    },
  );
});

describe('DemoData', () => {
  const settings = { people: 5, days: 3, empty: false };

  /** Creates the data of a portal whose resets end as given. */
  function start(end: () => Promise<void>) {
    const reset = jest.fn(end);
    const seeders = { addSeeder: () => ({ reset }) };
    const demo = new DemoService(directory.path);
    const data = new DemoData(demo, mockServices.logger.mock(), seeders);
    return { reset, data };
  }

  async function waitForEnd(data: DemoData) {
    while (data.status.state === 'running') {
      await wait();
    }
    return data.status;
  }

  it('skips a failed reset on the next start', async () => {
    const fail = () => Promise.reject(new Error('cut short'));
    const { reset, data } = start(fail);
    data.startReset(settings);
    const failure = { state: 'failed', error: 'Error: cut short' };
    expect(await waitForEnd(data)).toMatchObject(failure);
    expect(reset).toHaveBeenCalledTimes(1);
    const next = start(fail);
    await next.data.runPending();
    expect(next.reset).not.toHaveBeenCalled();
  });

  it('resumes a reset under the same id after a crash, and starts the next under a new id', async () => {
    const crashed = start(() => new Promise(() => {}));
    crashed.data.startReset(settings);
    while (crashed.reset.mock.calls.length === 0) {
      await wait();
    }
    const next = start(async () => {});
    await next.data.runPending();
    expect(next.reset.mock.calls).toEqual(crashed.reset.mock.calls);
    next.data.startReset(settings);
    await waitForEnd(next.data);
    const [first, second] = next.reset.mock.calls;
    expect(second).not.toEqual(first);
  });
});

describe('callboardModuleDemo', () => {
  async function start(
    settings: object,
    feature: BackendFeature = callboardModuleDemo,
    features = {},
  ) {
    directory.addContent({ 'demo.json': JSON.stringify(settings) });
    const { server } = await startTestBackend({
      features: [
        callboardPlugin,
        feature,
        catalogServiceMock.factory(),
        createDatabaseFactory(),
        mockServices.rootConfig.factory({
          data: {
            demo: { enabled: true, directory: directory.path },
            callboard: { superAdmins: ['user:default/alex.admin'], features },
          },
        }),
      ],
    });
    const get = (path: string, user = ALEX) =>
      request(server).get(path).set('authorization', user);
    const reset = (body = {}, user = ALEX) =>
      request(server).post(ROUTE).set('authorization', user).send(body);
    const readActivity = async () =>
      (await get('/api/callboard/admin/activity')).body;
    const waitForEnd = async (): Promise<object> => {
      const { body } = await get(ROUTE);
      return body.state === 'running' ? wait().then(waitForEnd) : body;
    };
    return { get, reset, readActivity, waitForEnd };
  }

  const readSettings = () => new DemoService(directory.path).readSettings();

  it('creates demo data before the backend is ready, including data requested while it was stopped @full', async () => {
    const portal = await start({ people: 5, days: 10, pending: 'a-reset' });
    expect(await readSettings()).toMatchObject({ people: 5, pending: null });
    const members = '/api/callboard/workspaces/default/members';
    expect((await portal.get(members)).body.total).toBe(5);
    expect((await portal.readActivity()).total).toBeGreaterThan(50);

    const size = { people: 4, days: 5 };
    expect((await portal.reset(size)).status).toBe(202);
    const done = { state: 'done', counts: { people: 4 } };
    expect(await portal.waitForEnd()).toMatchObject(done);
    const stored = { ...size, empty: false, pending: null };
    expect(await readSettings()).toEqual(stored);

    await portal.reset({ empty: true });
    expect(await portal.waitForEnd()).toMatchObject({ state: 'done' });
    expect(await portal.readActivity()).toMatchObject(ONLY_ROLES);
    expect(await readSettings()).toMatchObject({ people: 4, empty: true });
  });

  it('creates only roles while a feature of the data is off', async () => {
    const off = { organisation: false };
    const { readActivity } = await start({}, callboardModuleDemo, off);
    expect(await readActivity()).toMatchObject(ONLY_ROLES);
  });

  it('allows resets by the demo admin only, and rejects invalid sizes with 400', async () => {
    const { reset, readActivity } = await start({ empty: true });
    expect(await readActivity()).toMatchObject(ONLY_ROLES);
    const { none, service } = mockCredentials;
    expect((await reset({}, MAX)).status).toBe(403);
    expect((await reset({}, none.header())).status).toBe(401);
    expect((await reset({}, service.header())).status).toBe(403);
    for (const [input, message] of [
      [{ people: 3 }, /people/],
      [{ people: '40' }, /people/],
      [{ days: 0, people: 1.5 }, /people[^]*days/],
      [{ empty: 'yes' }, /empty/],
      [{ size: 4 }, /size/],
    ] as const) {
      const { status, body } = await reset(input);
      expect(status).toBe(400);
      expect(body.error.message).toMatch(message);
    }
  });

  it('creates no demo data and returns 404 for resets in production @full', async () => {
    jest.replaceProperty(process.env, 'NODE_ENV', 'production');
    const portal = await start({}, demoFeatures);
    // The default workspace, and its first member: the reader.
    expect((await portal.readActivity()).total).toBe(2);
    expect((await portal.reset()).status).toBe(404);
  });
});
