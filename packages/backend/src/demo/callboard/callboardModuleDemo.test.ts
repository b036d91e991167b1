import {
  createMockDirectory,
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import callboardPlugin from '@callboard/plugin-callboard-backend';
import request from 'supertest';
import { callboardModuleDemo } from './callboardModuleDemo';

jest.setTimeout(60_000);

const ALEX = mockCredentials.user.header('user:default/alex.admin');
const MAX = mockCredentials.user.header('user:default/max.member');
const ROUTE = '/api/callboard/demo/reset';

describe('the demo of Callboard', () => {
  const directory = createMockDirectory();
  const environment = process.env.NODE_ENV;
  afterEach(() => {
    directory.clear();
    Object.assign(process.env, { NODE_ENV: environment });
  });

  async function start(settings?: object) {
    if (settings) {
      directory.addContent({ 'demo.json': JSON.stringify(settings) });
    }
    const { server } = await startTestBackend({
      features: [
        callboardPlugin,
        callboardModuleDemo,
        catalogServiceMock.factory(),
        mockServices.rootConfig.factory({
          data: {
            demo: { enabled: true, directory: directory.path },
            callboard: { superAdmins: ['user:default/alex.admin'] },
          },
        }),
      ],
    });
    return request(server);
  }

  const readSettings = () =>
    JSON.parse(
      (directory.content() as Record<string, string>)['demo.json'] ?? '{}',
    );

  type Agent = Awaited<ReturnType<typeof start>>;

  const activity = async (portal: Agent) =>
    (
      await portal
        .get('/api/callboard/admin/activity')
        .set('authorization', ALEX)
    ).body;

  async function untilDone(portal: Agent) {
    for (;;) {
      const { body } = await portal.get(ROUTE).set('authorization', ALEX);
      if (body.state !== 'running') {
        return body;
      }
      await new Promise(resolve => setTimeout(resolve, 20));
    }
  }

  it('is in when the backend is ready, and is made anew on demand', async () => {
    const portal = await start({ people: 6, days: 20 });
    expect((await activity(portal)).total).toBeGreaterThan(50);

    const begun = await portal
      .post(ROUTE)
      .set('authorization', ALEX)
      .send({ people: 4, days: 5 });
    expect(begun.status).toBe(202);
    expect(await untilDone(portal)).toMatchObject({
      state: 'done',
      counts: { people: 4 },
    });
    expect(readSettings()).toEqual({
      people: 4,
      days: 5,
      empty: false,
      pending: null,
    });

    await portal.post(ROUTE).set('authorization', ALEX).send({ empty: true });
    expect(await untilDone(portal)).toMatchObject({ state: 'done' });
    const left = (await activity(portal)).activities;
    expect(left.map((row: { action: string }) => row.action)).toEqual(
      Array(5).fill('create'),
    );
    expect(readSettings()).toMatchObject({ people: 4, empty: true });
  });

  it('has a dashboard of each template, whose widgets all answer', async () => {
    const portal = await start({ people: 6, days: 20 });
    const read = async (path: string) => {
      const { status, body } = await portal
        .get(`/api/callboard/workspaces/default/dashboards${path}`)
        .set('authorization', MAX);
      expect([path, status]).toEqual([path, 200]);
      return body;
    };
    const boards = [
      ['Delivery', 'Mona Manager', 'shared', true],
      ['Portal adoption', 'Alex Admin', 'shared', false],
      ['Team health', 'Mona Manager', 'shared', false],
      ['Time', 'Alex Admin', 'shared', false],
    ];
    const list = async () =>
      (await read('')).items.map((one: any) => [
        one.name,
        one.owner_name,
        one.access,
        one.is_default,
      ]);
    expect(await list()).toEqual(boards);
    for (const { id } of (await read('')).items) {
      const { widgets } = await read(`/${id}`);
      expect(widgets.length).toBeGreaterThan(5);
      for (const widget of widgets) {
        await read(`/${id}/widgets/${widget.id}/data`);
      }
    }
    await portal
      .post(ROUTE)
      .set('authorization', ALEX)
      .send({ people: 4, days: 5 });
    expect(await untilDone(portal)).toMatchObject({ state: 'done' });
    expect(await list()).toEqual(boards);
  });

  it('makes up for what was asked while the portal was not running', async () => {
    const portal = await start({ people: 5, days: 3, pending: 'a-reset' });
    expect(readSettings()).toMatchObject({ people: 5, pending: null });
    const { total } = (
      await portal
        .get('/api/callboard/workspaces/default/members')
        .set('authorization', ALEX)
    ).body;
    expect(total).toBe(5);
  });

  it('obeys nobody but the demo admin', async () => {
    const portal = await start({ people: 4, days: 1 });
    const send = (header?: string) => {
      const post = portal.post(ROUTE);
      return header ? post.set('authorization', header) : post;
    };
    expect((await send(MAX)).status).toBe(403);
    expect((await send(mockCredentials.none.header())).status).toBe(401);
    expect((await send(mockCredentials.service.header())).status).toBe(403);
  });

  it.each([
    [{ people: 3 }, /people/],
    [{ people: '40' }, /people/],
    [{ days: 0, people: 1.5 }, /people.*days/],
    [{ empty: 'yes' }, /empty/],
    [{ size: 4 }, /size/],
  ])('refuses %p', async (body, message) => {
    const portal = await start({ people: 4, days: 1 });
    const { status, body: answer } = await portal
      .post(ROUTE)
      .set('authorization', ALEX)
      .send(body);
    expect(status).toBe(400);
    expect(answer.error.message).toMatch(message);
  });

  it('does not exist in production', async () => {
    Object.assign(process.env, { NODE_ENV: 'production' });
    const portal = await start();
    // The default workspace, and whoever asks joining it.
    expect((await activity(portal)).total).toBe(2);
    const { status } = await portal.post(ROUTE).set('authorization', ALEX);
    expect(status).toBe(404);
  });
});
