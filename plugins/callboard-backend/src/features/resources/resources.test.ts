import { randomUUID } from 'crypto';
import { Resource } from '@callboard/plugin-callboard-common';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { people, PersonName } from '../../__testUtils__/startCallboard';
import { catalogEntities } from '../../core/projects/__testUtils__/catalogEntities';
import { ProjectFixture } from '../work/__testUtils__/ProjectFixture';

const base = '/workspaces/default';

describeCallboard(
  'GET /resources',
  { entities: catalogEntities },
  callboard => {
    const boss = () => callboard().as('superAdmin');
    const readResources = async (who: PersonName, query: string) =>
      (await callboard().as(who).get(`/resources?${query}`).expect(200)).body;
    const listItems = async (
      who: PersonName,
      query: string,
    ): Promise<Resource[]> => (await readResources(who, query)).items;
    const idsFor = async (who: PersonName, query: string) =>
      (await listItems(who, query)).map(({ id }) => id);
    const make = async (path: string, body: object) =>
      (await boss().post(`${base}${path}`, body).expect(201)).body;

    beforeAll(async () => {
      for (const role of ['admin', 'member', 'guest'] as const) {
        await make('/members', { user_ref: people[role], role });
      }
    });

    it('returns resources by type in the requested order, and lists deleted ones separately', async () => {
      const fixture = await ProjectFixture.open(callboard());
      const item = await fixture.make({ title: 'Fix rounding' });
      const other = await fixture.make({ title: 'Fix more' });
      const department = await make('/departments', { name: 'Payments' });
      const person = await make('/staff', {
        staff_id: 'S1',
        first_name: 'Ursula',
        last_name: 'Okafor',
        email: 'ursula@example.org',
      });
      const { id: comment } = await make(
        `/projects/${fixture.pid}/work-items/${item.id}/comments`,
        { body: 'Soon' },
      );
      const { body: workspace } = await boss().get(base).expect(200);
      const query = [
        `staff=${person.id}`,
        `work_items=${other.id},${item.id},${other.id}`,
        `departments=${department.id}`,
        `projects=${fixture.pid}`,
        `comments=${comment}`,
        `workspaces=${workspace.id}`,
      ].join('&');
      const found = await listItems('superAdmin', query);
      const page = '/catalog/default/component/payments-api/work';
      expect(found.map(({ type, title, url }) => [type, title, url])).toEqual([
        ['workspace', workspace.name, '/callboard/workspaces/default'],
        ['project', 'Payments API', page],
        [
          'department',
          'Payments',
          `/organisation/departments?workspace=default&department=${department.id}`,
        ],
        [
          'staff',
          'Ursula Okafor',
          `/organisation/people/${person.id}?workspace=default`,
        ],
        [
          'work_item',
          `${other.identifier} Fix more`,
          `${page}?item=${other.id}`,
        ],
        [
          'work_item',
          `${item.identifier} Fix rounding`,
          `${page}?item=${item.id}`,
        ],
        [
          'work_item_comment',
          `${item.identifier} Fix rounding`,
          `${page}?item=${item.id}&comment=${comment}`,
        ],
      ]);
      expect(new Set(found.map(resource => resource.workspace_slug))).toEqual(
        new Set(['default']),
      );
      expect(await listItems('member', query)).toEqual(found);
      expect(await listItems('guest', query)).toEqual(found);

      await boss().delete(`${base}/departments/${department.id}`).expect(204);
      await boss().delete(`${fixture.path}/work-items/${item.id}`).expect(204);
      const after = await readResources(
        'guest',
        `departments=${department.id}&work_items=${item.id},${other.id}&comments=${comment}`,
      );
      expect(after.items.map(({ id }: Resource) => id)).toEqual([other.id]);
      expect(after.deleted).toEqual([
        { type: 'department', id: department.id },
        { type: 'work_item', id: item.id },
        { type: 'work_item_comment', id: comment },
      ]);
    });

    it('returns states with color and group, and labels with color', async () => {
      const fixture = await ProjectFixture.open(callboard());
      const { Done: done } = fixture.states;
      const label = await make(`/projects/${fixture.pid}/labels`, {
        name: 'bug',
        color: '#d73a4a',
      });
      const query = `work_states=${done.id}&labels=${label.id}`;
      const common = {
        workspace_slug: 'default',
        url: '/catalog/default/component/payments-api/work?view=settings',
      };
      expect(await listItems('guest', query)).toEqual([
        {
          ...common,
          type: 'work_state',
          id: done.id,
          title: 'Done',
          color: done.color,
          group: 'completed',
        },
        {
          ...common,
          type: 'label',
          id: label.id,
          title: 'bug',
          color: '#d73a4a',
        },
      ]);
      await boss().delete(`${fixture.path}/labels/${label.id}`).expect(204);
      expect((await readResources('guest', query)).deleted).toEqual([
        { type: 'label', id: label.id },
      ]);
    });

    it('returns cycles and modules, and lists deleted cycles separately', async () => {
      const fixture = await ProjectFixture.open(callboard());
      const [cycle, module, removed] = await Promise.all(
        [
          ['cycles', 'Sprint 12'],
          ['modules', 'Checkout'],
          ['cycles', 'Sprint 11'],
        ].map(([kind, name]) =>
          make(`/projects/${fixture.pid}/${kind}`, { name }),
        ),
      );
      await boss().delete(`${fixture.path}/cycles/${removed.id}`).expect(204);
      const { items, deleted } = await readResources(
        'guest',
        `cycles=${cycle.id},${removed.id}&modules=${module.id}`,
      );
      const common = {
        workspace_slug: 'default',
        url: '/catalog/default/component/payments-api/work?view=settings',
      };
      expect(items).toEqual([
        { ...common, type: 'cycle', id: cycle.id, title: 'Sprint 12' },
        { ...common, type: 'module', id: module.id, title: 'Checkout' },
      ]);
      expect(deleted).toEqual([{ type: 'cycle', id: removed.id }]);
    });

    it('finds ids of any type, including deleted resources', async () => {
      const fixture = await ProjectFixture.open(callboard());
      const [live, removed] = await Promise.all(
        ['Sprint 13', 'Sprint 14'].map(name =>
          make(`/projects/${fixture.pid}/cycles`, { name }),
        ),
      );
      await boss().delete(`${fixture.path}/cycles/${removed.id}`).expect(204);
      const department = await make('/departments', {
        name: 'Found by its id',
      });
      const found = await readResources(
        'guest',
        `ids=${live.id},${removed.id},${department.id},${randomUUID()}`,
      );
      expect(
        found.items.map(({ type, id }: Resource) => ({ type, id })),
      ).toEqual(
        expect.arrayContaining([
          { type: 'cycle', id: live.id },
          { type: 'department', id: department.id },
        ]),
      );
      expect(found.items).toHaveLength(2);
      expect(found.deleted).toEqual([{ type: 'cycle', id: removed.id }]);
    });

    it('finds webhooks only for admins of their workspace', async () => {
      const { id } = await make('/webhooks', {
        name: 'Deployments',
        url: 'https://93.184.216.34/',
        event_types: ['*'],
      });
      expect(await listItems('admin', `ids=${id}`)).toEqual([
        {
          type: 'webhook',
          id,
          title: 'Deployments',
          workspace_slug: 'default',
          url: `/callboard/webhooks/${id}?workspace=default`,
        },
      ]);
      expect(await idsFor('member', `webhooks=${id}`)).toEqual([]);
      await boss().delete(`${base}/webhooks/${id}`).expect(204);
      expect((await readResources('admin', `webhooks=${id}`)).deleted).toEqual([
        { type: 'webhook', id },
      ]);
    });

    it('hides a secret project and its resources from members without access', async () => {
      const fixture = await ProjectFixture.open(callboard(), 'payments_api');
      const item = await fixture.make();
      const { id: comment } = await make(
        `/projects/${fixture.pid}/work-items/${item.id}/comments`,
        { body: 'Soon' },
      );
      const query = `work_items=${item.id}&projects=${fixture.pid}&comments=${comment}`;
      const all = [fixture.pid, item.id, comment];
      expect(await idsFor('member', query)).toEqual(all);
      await boss().patch(fixture.path, { access: 'secret' }).expect(200);
      expect(await idsFor('member', query)).toEqual([]);
      expect(await idsFor('admin', query)).toEqual(all);
      await boss().delete(`${fixture.path}/work-items/${item.id}`).expect(204);
      expect(await readResources('member', query)).toEqual({
        items: [],
        deleted: [],
      });
      expect((await readResources('admin', query)).deleted).toEqual([
        { type: 'work_item', id: item.id },
        { type: 'work_item_comment', id: comment },
      ]);
      await boss()
        .post(`${fixture.path}/members`, {
          user_ref: people.member,
          role: 'member',
        })
        .expect(201);
      expect(await idsFor('member', query)).toEqual([fixture.pid]);
    });

    it('hides resources of workspaces that the user has no access to', async () => {
      await boss()
        .post('/workspaces', { slug: 'elsewhere', name: 'Elsewhere' })
        .expect(201);
      const { body: workspace } = await boss().get('/workspaces/elsewhere');
      const { body: department } = await boss().post(
        '/workspaces/elsewhere/departments',
        { name: 'Far away' },
      );
      const query = `workspaces=${workspace.id}&departments=${department.id}`;
      expect(await idsFor('superAdmin', query)).toHaveLength(2);
      expect(await idsFor('member', query)).toEqual([]);
    });

    it.each([
      'work_items=PAY-42',
      'departments=',
      'components=shop',
      `staff=${Array.from({ length: 51 }, () => crypto.randomUUID())}`,
    ])('returns 400 for an invalid query: %.30s', async query => {
      const { status } = await boss().get(`/resources?${query}`);
      expect(status).toBe(400);
    });

    it('returns 401 to anonymous callers and 403 to services', async () => {
      await callboard().as('nobody').get('/resources').expect(401);
      await callboard().as('service').get('/resources').expect(403);
      expect(await listItems('member', '')).toEqual([]);
    });
  },
);
