import { createBackendModule } from '@backstage/backend-plugin-api';
import { ChangeEvent } from '@callboard/plugin-callboard-common';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { subscribersExtensionPoint } from '../../changes/subscribersExtensionPoint';
import { World } from '../../contract/__testUtils__/World';

const PATH = '/admin/dispatches';
const ABSENT = '01900000-0000-7000-8000-000000000000';

/** What a subscriber named `mail` got. */
const mailed: ChangeEvent[] = [];

const mail = createBackendModule({
  pluginId: 'callboard',
  moduleId: 'mail',
  register(env) {
    env.registerInit({
      deps: { subscribers: subscribersExtensionPoint },
      async init({ subscribers }) {
        subscribers.external.push({
          name: 'mail',
          handle: async changes => {
            mailed.push(...changes);
          },
        });
      },
    });
  },
});

describeCallboard('what was set aside', { modules: [mail] }, callboard => {
  let made = 0;

  beforeEach(() => {
    mailed.length = 0;
  });
  afterEach(async () => {
    await callboard().knex('outbox_dispatches').delete();
  });

  const boss = () => callboard().as('superAdmin');

  /** Makes a change and sets it aside, for each of some subscribers. */
  async function setAside(...subscribers: string[]) {
    made += 1;
    const slug = `made-${made}`;
    await boss().post('/workspaces', { slug, name: slug }).expect(201);
    const world = new World(callboard());
    return Promise.all(subscribers.map(name => world.newParkedDispatch(name)));
  }

  /** The first time it came as every change does. */
  async function untilMailedAgain(change_id: string) {
    while (mailed.filter(({ id }) => id === change_id).length < 2) {
      await new Promise(resolve => setTimeout(resolve, 20));
    }
  }

  const subscribersOf = async (query = '') => {
    const { body } = await boss().get(`${PATH}${query}`).expect(200);
    return body.items.map(
      ({ subscriber }: { subscriber: string }) => subscriber,
    );
  };

  it('is listed with what changed and why, and counted in the health', async () => {
    const [{ change_id }] = await setAside('pager');
    const { body } = await boss().get(PATH).expect(200);
    expect(body).toEqual({
      items: [
        {
          subscriber: 'pager',
          change: expect.objectContaining({
            id: change_id,
            action: 'create',
            entity_type: 'workspace_member',
          }),
          attempts: 8,
          parked_at: expect.any(String),
          last_error: 'Error: never',
        },
      ],
      next_cursor: null,
      total: 1,
    });
    const health = await callboard().as('nobody').get('/health').expect(200);
    expect(health.body.relay.parked).toBe(1);
  });

  it('is told who failed, and page by page', async () => {
    await setAside('chat', 'mail', 'pager');
    expect(await subscribersOf('?subscriber=mail')).toEqual(['mail']);
    expect(await subscribersOf('?subscriber=nobody')).toEqual([]);
    const { body } = await boss().get(`${PATH}?limit=2`).expect(200);
    expect(body).toMatchObject({ total: 3, items: [{}, {}] });
    expect(
      await subscribersOf(`?limit=2&cursor=${body.next_cursor}`),
    ).toHaveLength(1);
  });

  it('is delivered when it is tried again, and the others wait', async () => {
    const [{ change_id }] = await setAside('mail', 'pager');
    const { body } = await boss()
      .post(`${PATH}/${change_id}/mail/retry`)
      .expect(200);
    expect(body).toEqual({ retried: 1 });
    await untilMailedAgain(change_id);
    expect(await subscribersOf()).toEqual(['pager']);
    await boss().post(`${PATH}/${change_id}/mail/retry`).expect(404);
  });

  it('is tried again all of one subscriber', async () => {
    const [{ change_id }] = await setAside('mail', 'pager');
    const { body } = await boss()
      .post(`${PATH}/retry`, { subscriber: 'mail' })
      .expect(200);
    expect(body).toEqual({ retried: 1 });
    await untilMailedAgain(change_id);
    expect(await subscribersOf()).toEqual(['pager']);
  });

  it('is tried again all together', async () => {
    const [{ change_id }] = await setAside('mail', 'pager');
    const { body } = await boss().post(`${PATH}/retry`).expect(200);
    expect(body).toEqual({ retried: 2 });
    await untilMailedAgain(change_id);
    expect(await subscribersOf()).toEqual([]);
  });

  it.each([
    ['GET', '?subscriber=a b', 400],
    ['GET', '?limit=201', 400],
    ['GET', '?page=1', 400],
    ['GET', '?cursor=WyI3IiwxXQ', 400],
    ['POST', '/not-an-id/mail/retry', 400],
    ['POST', `/${ABSENT}/-/retry`, 400],
    ['POST', `/${ABSENT}/mail/retry`, 404],
  ] as const)('answers %s %s with %d', async (method, path, status) => {
    const send = method === 'GET' ? boss().get : boss().post;
    expect((await send(`${PATH}${path}`)).status).toBe(status);
  });
});
