import { createServiceFactory } from '@backstage/backend-plugin-api';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { isPseudonym } from '@callboard/plugin-callboard-common';
import { describeCallboard } from '../__testUtils__/describeCallboard';
import { people, PersonName } from '../__testUtils__/startCallboard';
import { until } from '../__testUtils__/until';
import { untilRelayed } from '../__testUtils__/untilRelayed';
import { landscape } from '../core/projects/__testUtils__/landscape';
import { makeDashboardWorld } from '../features/dashboards/__testUtils__/makeDashboardWorld';
import { Receiver } from '../features/webhooks/__testUtils__/Receiver';
import { Desk } from '../features/work/__testUtils__/Desk';
import { NAMES } from './__testUtils__/names';
import { namesOnlyFor } from './__testUtils__/namesOnlyFor';

jest.setTimeout(60_000);

const ROOT = '/workspaces/default';

const said: unknown[] = [];

const signals = createServiceFactory({
  service: signalsServiceRef,
  deps: {},
  factory: () => ({
    async publish({ message }: any) {
      said.push(message);
    },
  }),
});

const namesIn = (told: unknown) => NAMES.exec(JSON.stringify(told))?.[0];

describeCallboard(
  'people without names beside the lists of activity',
  {
    config: {
      activity: { privacy: 'pseudonymous' },
      webhooks: { allow: ['127.0.0.1'] },
    },
    entities: landscape,
    services: [namesOnlyFor(people.superAdmin), signals],
  },
  callboard => {
    const world = makeDashboardWorld(callboard);
    let receiver: Receiver;
    let hook: string;
    let pseudonym: string;

    const get = async (who: PersonName, path: string): Promise<any> =>
      (await callboard().as(who).get(path).expect(200)).body;

    beforeAll(async () => {
      await world.enter();
      receiver = await Receiver.start();
      const boss = callboard().as('superAdmin');
      const { body } = await boss
        .post(`${ROOT}/webhooks`, {
          name: 'Hook',
          url: receiver.url,
          event_types: ['*'],
        })
        .expect(201);
      hook = `${ROOT}/webhooks/${body.id}`;
      const desk = await Desk.open(callboard());
      await boss
        .post(`${desk.path}/members`, {
          user_ref: people.member,
          role: 'member',
        })
        .expect(201);
      await desk.make({
        title: 'Ask Max Member',
        assignees: [people.member],
      });
      await boss
        .post(`${ROOT}/staff`, {
          staff_id: 'E1',
          first_name: 'Odo',
          last_name: 'Norm',
          email: 'onorm@example.com',
        })
        .expect(201);
      const { activities } = await get(
        'admin',
        '/activity?entity_type=work_item&action=create',
      );
      pseudonym = activities[0].user_id;
      await boss
        .post('/activity/unmask', { pseudonym, reason: 'An incident' })
        .expect(200);
      await untilRelayed(callboard().knex);
    }, 60_000);

    afterAll(() => receiver.stop());

    it('are pseudonyms in the changes of their own projects', async () => {
      const path = '/activity/my-projects?workspace=default';
      const { items } = await get('member', path);
      expect(items.length).toBeGreaterThan(0);
      expect(namesIn(items)).toBeUndefined();
      expect(items.map((row: any) => row.user_id).every(isPseudonym)).toBe(
        true,
      );
    });

    it('are pseudonyms in the rows behind a bar', async () => {
      const { id } = await world.newDashboard('admin', { access: 'shared' });
      const widgets = `${ROOT}/dashboards/${id}/widgets`;
      const { body } = await callboard()
        .as('admin')
        .post(widgets, {
          widget_type: 'activity_chart',
          config: { x_axis: 'USER' },
        })
        .expect(201);
      const rowsOf = (who: PersonName, key: string) =>
        get(who, `${widgets}/${body.id}/rows?key=${encodeURIComponent(key)}`);
      const behind = await rowsOf('admin', pseudonym);
      expect(behind.total).toBeGreaterThan(1);
      expect(namesIn(behind)).toBeUndefined();
      expect((await rowsOf('admin', people.superAdmin)).total).toBe(0);
      expect(
        namesIn(await rowsOf('superAdmin', people.superAdmin)),
      ).toBeDefined();
    });

    it('are hidden in the deliveries of webhooks, and not in what is sent', async () => {
      const { items } = await get('admin', `${hook}/deliveries?limit=100`);
      expect(namesIn(items)).toBeUndefined();
      const types = items.map(({ type }: any) => type);
      for (const type of ['work_item.create', 'staff.create']) {
        expect(types).toContain(type);
      }
      for (const { id, type } of items) {
        const path = `${hook}/deliveries/${id}`;
        const shown = await get('admin', path);
        expect([type, namesIn(shown)]).toEqual([type, undefined]);
        const { activity } = JSON.parse(shown.request_body);
        expect(activity.actor.user_ref).toMatch(/^user:pseudonym|^plugin:/);
        const again = await callboard()
          .as('admin')
          .post(`${path}/replay`)
          .expect(200);
        expect(namesIn(again.body)).toBeUndefined();
      }
      // Deliveries about different things are sent in any order.
      const ofItem = () =>
        receiver.received.find(sent => sent.body.type === 'work_item.create');
      await until(() => ofItem() !== undefined);
      const { headers, text, body } = ofItem()!;
      expect(body.activity.actor.user_ref).toBe(people.superAdmin);
      const whole = `${hook}/deliveries/${headers['webhook-id']}`;
      expect((await get('superAdmin', whole)).request_body).toBe(text);
    });

    it('are no part of what live updates say', async () => {
      await callboard().as('admin').get('/live').expect(200);
      await callboard().as('superAdmin').get('/live').expect(200);
      said.length = 0;
      await callboard()
        .as('superAdmin')
        .post('/activity/unmask', { pseudonym, reason: 'Once more' })
        .expect(200);
      await callboard()
        .as('superAdmin')
        .post(`${ROOT}/departments`, {
          name: 'Max Member and friends',
          manager_ref: people.member,
        })
        .expect(201);
      await untilRelayed(callboard().knex);
      expect(said.length).toBeGreaterThan(1);
      expect(namesIn(said)).toBeUndefined();
    });
  },
);
