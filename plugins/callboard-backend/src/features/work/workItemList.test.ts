import {
  ProjectOverview,
  SearchableWorkItem,
  WorkItem,
  workItemFilters,
} from '@callboard/plugin-callboard-common';
import { workItemConditions } from '@callboard/plugin-callboard-node';
import { range } from 'lodash';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { people, PersonName } from '../../__testUtils__/startCallboard';
import {
  catalogEntities,
  createEntity,
} from '../../core/projects/__testUtils__/catalogEntities';
import { ProjectFixture } from './__testUtils__/ProjectFixture';
import { untilRelayed } from '../../__testUtils__/untilRelayed';
import { databaseIds } from '../../__testUtils__/databases';

const absent = '01920000-0000-7000-8000-000000000000';

/** A value of each filter that no item has. */
const unmatchedFilters: Record<
  Exclude<keyof typeof workItemFilters, 'tz' | 'is_draft'>,
  string
> = {
  state_id: absent,
  state_group: 'cancelled',
  priority: 'high',
  assignees: 'user:default/nobody',
  labels: absent,
  cycle_id: absent,
  module_id: absent,
  parent_id: absent,
  created_by: 'user:default/nobody',
  source: 'elsewhere',
  external_id: '404',
  estimate_points: '999',
  estimate_points_min: '999',
  estimate_points_max: '0',
  estimate_time: '999',
  estimate_time_min: '999',
  estimate_time_max: '0',
  start_date: '1999-01-01',
  start_date_from: '2999-01-01',
  start_date_to: '1999-01-01',
  target_date: '1999-01-01',
  target_date_from: '2999-01-01',
  target_date_to: '1999-01-01',
  created_at_from: '2999-01-01',
  created_at_to: '1999-01-01',
  updated_at_from: '2999-01-01',
  updated_at_to: '1999-01-01',
  completed_at_from: '2999-01-01',
  completed_at_to: '1999-01-01',
  is_archived: 'true',
  search: 'no such item',
};

describeCallboard(
  'work items list',
  { entities: catalogEntities, databases: 'tagged' },
  callboard => {
    let fixture: ProjectFixture;
    const ids: Record<string, string> = {};
    const superAdmin = () => callboard().as('superAdmin');

    beforeAll(async () => {
      fixture = await ProjectFixture.open(callboard());
      await callboard().as('member').get('/me').expect(200);
      await callboard().as('guest').get('/me').expect(200);
      ids.bug = (await fixture.createSetting('labels', { name: 'bug' })).id;
      ids.ui = (await fixture.createSetting('labels', { name: 'ui' })).id;
      ids.sprint = (
        await fixture.createSetting('cycles', { name: 'Sprint' })
      ).id;
      ids.module = (
        await fixture.createSetting('modules', { name: 'Module' })
      ).id;
      const a = await fixture.make({
        title: 'Alpha',
        priority: 'low',
        assignees: [people.member],
        labels: [ids.bug, ids.ui],
        estimate_points: 1,
        target_date: '2026-03-01',
      });
      await fixture.make({
        title: 'Brävo',
        priority: 'urgent',
        assignees: [people.member, people.guest],
        labels: [ids.ui],
        cycle_id: ids.sprint,
        estimate_points: 3,
        state_id: fixture.states.Done.id,
      });
      await fixture.make({
        title: 'Charlie 100%',
        module_id: ids.module,
        parent_id: a.id,
        estimate_time: 60,
        start_date: '2026-02-01',
        target_date: '2026-02-01',
        state_id: fixture.states['In Review'].id,
      });
      await fixture.make({ title: 'Draft', is_draft: true });
      ids.a = a.id;
      ids.identifier = a.identifier;
    });

    it.each<[string, () => string, string]>([
      ['nothing', () => '', 'Charlie Brävo Alpha'],
      ['a state', () => `state_id=${fixture.states.Done.id}`, 'Brävo'],
      ['groups', () => 'state_group=completed,backlog', 'Brävo Alpha'],
      ['priorities', () => 'priority=urgent,none', 'Charlie Brävo'],
      ['an assignee', () => `assignees=${people.guest}`, 'Brävo'],
      ['nobody', () => 'assignees=none', 'Charlie'],
      [
        'an assignee or no assignee',
        () => `assignees=none,${people.guest}`,
        'Charlie Brävo',
      ],
      ['a label', () => `labels=${ids.bug}`, 'Alpha'],
      [
        'two labels without duplicates',
        () => `labels=${ids.bug},${ids.ui}`,
        'Brävo Alpha',
      ],
      ['no label', () => 'labels=none', 'Charlie'],
      ['a cycle', () => `cycle_id=${ids.sprint}`, 'Brävo'],
      ['no cycle', () => 'cycle_id=none', 'Charlie Alpha'],
      [
        'a module or no module',
        () => `module_id=none,${ids.module}`,
        'Charlie Brävo Alpha',
      ],
      ['a parent', () => `parent_id=${ids.a}`, 'Charlie'],
      ['no parent', () => 'parent_id=none', 'Brävo Alpha'],
      ['minimum points', () => 'estimate_points_min=1.5', 'Brävo'],
      ['maximum points', () => 'estimate_points_max=1', 'Alpha'],
      ['minutes', () => 'estimate_time_min=60&estimate_time_max=60', 'Charlie'],
      [
        'a range of due dates',
        () => 'target_date_from=2026-02-01&target_date_to=2026-02-28',
        'Charlie',
      ],
      ['the earliest start date', () => 'start_date_from=2026-02-02', ''],
      ['exact due dates', () => 'target_date=2026-02-01,2026-02-28', 'Charlie'],
      ['no due date', () => 'target_date=none', 'Brävo'],
      ['no start date', () => 'start_date=none', 'Brävo Alpha'],
      ['points or no points', () => 'estimate_points=1,none', 'Charlie Alpha'],
      ['one of several time estimates', () => 'estimate_time=60,90', 'Charlie'],
      ['drafts', () => 'is_draft=true', 'Draft'],
      ['archived items', () => 'is_archived=true', ''],
      ['part of a title', () => 'search=BRAV', 'Brävo'],
      ['a LIKE wildcard in a title', () => 'search=%25', 'Charlie'],
      [
        'an identifier',
        () => `search=${ids.identifier.toLowerCase()}`,
        'Alpha',
      ],
      ['an unknown state', () => `state_id=${absent}`, ''],
      [
        'a priority and a label',
        () => `priority=low&labels=${ids.ui}`,
        'Alpha',
      ],
      ['a creator', () => `created_by=${people.member}`, ''],
      ['a source', () => 'source=github', ''],
      ['the latest completion date', () => 'completed_at_to=1999-01-01', ''],
      [
        'the earliest completion date',
        () => 'completed_at_from=2020-01-01',
        'Brävo',
      ],
    ])('filters by %s @postgres', async (_what, query, expected) => {
      const { body } = await superAdmin()
        .get(`${fixture.path}/work-items?${query()}`)
        .expect(200);
      const titles = body.items.map(
        ({ title }: WorkItem) => title.split(' ')[0],
      );
      expect(titles.join(' ')).toBe(expected);
      expect(body.total).toBe(titles.length);
      const { body: counts } = await superAdmin()
        .get(`${fixture.path}/work-items/counts?${query()}`)
        .expect(200);
      expect(counts.total).toBe(titles.length);
    });

    it.each([
      ['title', 'Alpha Brävo Charlie'],
      ['-title', 'Charlie Brävo Alpha'],
      ['created_at', 'Alpha Brävo Charlie'],
      ['-updated_at', 'Charlie Brävo Alpha'],
      ['priority', 'Brävo Alpha Charlie'],
      ['-priority', 'Charlie Alpha Brävo'],
      ['number', 'Alpha Brävo Charlie'],
      ['state', 'Alpha Charlie Brävo'],
      ['target_date', 'Charlie Alpha Brävo'],
      ['-target_date', 'Alpha Charlie Brävo'],
      ['estimate_points', 'Alpha Brävo Charlie'],
      ['-estimate_points', 'Brävo Alpha Charlie'],
      ['completed_at', 'Brävo Alpha Charlie'],
      ['-completed_at', 'Brävo Charlie Alpha'],
      ['sort_order', 'Alpha Brävo Charlie'],
      ['start_date', 'Charlie Alpha Brävo'],
      ['estimate_time', 'Charlie Alpha Brävo'],
      ['relevance', 'Charlie Brävo Alpha'],
    ])('sorts by %s, page by page @postgres', async (order, expected) => {
      const found: string[] = [];
      let cursor = '';
      do {
        const { body } = await superAdmin()
          .get(
            `${fixture.path}/work-items?order_by=${order}&limit=1${
              cursor && `&cursor=${cursor}`
            }`,
          )
          .expect(200);
        expect(body.total).toBe(3);
        found.push(
          ...body.items.map(({ title }: WorkItem) => title.split(' ')[0]),
        );
        cursor = body.next_cursor;
      } while (cursor);
      expect([...found].sort()).toEqual(['Alpha', 'Brävo', 'Charlie']);
      expect(found.join(' ')).toBe(expected);
    });

    it('ranks an identifier match first, then the same number, then titles @postgres', async () => {
      const other = await ProjectFixture.open(callboard(), 'payments_api');
      const number = Number(ids.identifier.split('-')[1]);
      const project = ids.identifier.split('-')[0];
      const numbered: WorkItem[] = [];
      while (numbered.at(-1)?.identifier.split('-')[1] !== String(number)) {
        numbered.push(await other.make({ title: 'Of the shop' }));
      }
      const titled = await other.make({
        title: `About ${project}-${number} and ${project} ${number}`,
      });
      const find = async (search: string) => {
        const { body } = await superAdmin()
          .get('/workspaces/default/work-items')
          .query({ search, order_by: 'relevance' })
          .expect(200);
        return body.items.map(({ id }: WorkItem) => id);
      };
      for (const search of [`${project}-${number}`, `${project} ${number}`]) {
        expect(await find(search.toLowerCase())).toEqual([ids.a, titled.id]);
      }
      const byNumber = await find(String(number));
      expect(byNumber.slice(0, 2)).toEqual(
        expect.arrayContaining([ids.a, numbered.at(-1)!.id]),
      );
      expect(byNumber).toContain(titled.id);
      for (const { id } of [...numbered, titled]) {
        await superAdmin().delete(`${other.path}/work-items/${id}`).expect(204);
      }
    });

    it('lists only followed items when is_followed is true @postgres', async () => {
      const list = async () => {
        const { body } = await superAdmin()
          .get('/workspaces/default/work-items?is_followed=true')
          .expect(200);
        expect(body.total).toBe(body.items.length);
        return body.items.map(({ id }: WorkItem) => id);
      };
      const path = `${fixture.path}/work-items/${ids.a}/subscription`;
      expect(await list()).toEqual([]);
      await superAdmin().put(path, { level: 'all' }).expect(200);
      expect(await list()).toEqual([ids.a]);
      await superAdmin().put(path, { level: 'none' }).expect(200);
      expect(await list()).toEqual([]);
      await superAdmin().delete(path).expect(204);
    });

    it.each(Object.entries(unmatchedFilters))(
      'applies the filter %s=%s',
      async (name, value) => {
        const query = new URLSearchParams({ [name]: value });
        const { body } = await superAdmin()
          .get(`${fixture.path}/work-items?${query}`)
          .expect(200);
        expect(body).toMatchObject({ items: [], total: 0 });
      },
    );

    it('rejects a cursor of another order and invalid query parameters', async () => {
      const path = `${fixture.path}/work-items`;
      const { body } = await superAdmin().get(`${path}?limit=1`).expect(200);
      await superAdmin()
        .get(`${path}?limit=1&order_by=title&cursor=${body.next_cursor}`)
        .expect(400);
      for (const query of [
        'priority=highest',
        'state_id=abc',
        'order_by=color',
        'unknown=1',
        'assignees=Max',
        'labels=,',
        'estimate_points_min=abc',
        'estimate_points=many',
        'estimate_time=1.5',
        'estimate_time_min=1.5',
        'target_date=soon',
        'target_date_from=2026-02-30',
        'created_at_from=2026-02-02&created_at_to=2026-02-01',
        'estimate_points_min=2&estimate_points_max=1',
        'tz=Nowhere/Land',
        `labels=${Array(101).fill(absent).join(',')}`,
      ]) {
        const refused = await superAdmin().get(`${path}?${query}`).expect(400);
        expect(refused.body.error.message).toMatch(/^query\./);
      }
    });

    it.each([
      ['estimate_points=1e9', 'must be a number from 0 to 1000000'],
      ['estimate_points=2000000', 'must be at most 1000000'],
      ['estimate_time=x', 'must be a whole number from 0 to 10000000'],
      ['labels=', 'must be a UUID'],
      ['target_date=soon', 'must be a date like 2026-01-31'],
    ])(
      'rejects the filter %s, and says which values it allows: %s',
      async (query, reason) => {
        const [name] = query.split('=');
        const { body } = await superAdmin()
          .get(`${fixture.path}/work-items?${query}`)
          .expect(400);
        expect(body.error.message).toBe(`query.${name}[0]: ${reason}`);
      },
    );

    it.each([
      ['-created_at', 'x'],
      ['-created_at', 1e300],
      ['number', 1e300],
      ['priority', 'x'],
      ['priority', 1.5],
      ['title', 1],
      ['completed_at', 'x'],
      ['priority', 100_000],
      ['estimate_time', 2_147_483_648],
      ['completed_at', 1.5],
      ['relevance', 1.5],
      ['created_at', -8_640_000_000_000_000],
      ['updated_at', 8_640_000_000_000_000],
    ])('rejects a forged cursor: %s at %p @postgres', async (order, key) => {
      const cursor = Buffer.from(JSON.stringify([order, key, absent])).toString(
        'base64url',
      );
      const refused = await superAdmin()
        .get(`${fixture.path}/work-items?order_by=${order}&cursor=${cursor}`)
        .expect(400);
      expect(refused.body.error.message).toMatch(/^query\.cursor: /);
      const states = await superAdmin()
        .get(
          `${fixture.path}/states?cursor=${Buffer.from(
            JSON.stringify(['x', absent]),
          ).toString('base64url')}`,
        )
        .expect(400);
      expect(states.body.error.message).toMatch(/^query\.cursor: /);
    });

    it('interprets days in the requested time zone @postgres', async () => {
      const today = (tz: string) =>
        new Intl.DateTimeFormat('en-CA', { timeZone: tz }).format(new Date());
      for (const tz of ['Pacific/Kiritimati', 'Pacific/Niue']) {
        const day = today(tz);
        const titles = await fixture.listTitles(
          `tz=${tz}&created_at_from=${day}&created_at_to=${day}`,
        );
        expect(titles).toHaveLength(3);
      }
    });

    it('counts items by state and state group', async () => {
      const { body } = await superAdmin()
        .get(`${fixture.path}/work-items/counts`)
        .expect(200);
      expect(body).toMatchObject({
        total: 3,
        by_state: [
          { state_id: fixture.states.Backlog.id, count: 1 },
          { state_id: fixture.states['In Review'].id, count: 1 },
          { state_id: fixture.states.Done.id, count: 1 },
        ],
        by_state_group: {
          triage: 0,
          backlog: 1,
          unstarted: 0,
          started: 1,
          completed: 1,
          cancelled: 0,
        },
      });
    });

    it('lists only items of visible projects across a workspace', async () => {
      const secret = await ProjectFixture.open(callboard(), 'payments_api');
      await superAdmin().patch(secret.path, { access: 'secret' }).expect(200);
      await secret.make({ title: 'Secret', assignees: [] });
      const list = async (who: 'guest' | 'superAdmin', query = '') => {
        const { body } = await callboard()
          .as(who)
          .get(`/workspaces/default/work-items?order_by=title&${query}`)
          .expect(200);
        expect(body.total).toBe(body.items.length);
        return body.items
          .map(({ title }: WorkItem) => title.split(' ')[0])
          .join(' ');
      };
      expect(await list('superAdmin')).toBe('Alpha Brävo Charlie Secret');
      expect(await list('guest')).toBe('Alpha Brävo Charlie');
      expect(await list('guest', `assignees=${people.guest}`)).toBe('Brävo');
      expect(await list('guest', 'search=secret')).toBe('');
      expect(await list('guest', `project_id=${secret.pid}`)).toBe('');
      expect(await list('superAdmin', `project_id=${secret.pid}`)).toBe(
        'Secret',
      );
    });
  },
);

describeCallboard(
  'work items for the search index',
  { entities: catalogEntities, databases: databaseIds },
  callboard => {
    const found = async (query = ''): Promise<SearchableWorkItem[]> => {
      const items: SearchableWorkItem[] = [];
      let cursor = '';
      do {
        const { body } = await callboard()
          .as('service')
          .get(
            `/search/work-items?limit=2${query}${
              cursor && `&cursor=${cursor}`
            }`,
          )
          .expect(200);
        items.push(...body.items);
        cursor = body.next_cursor;
      } while (cursor);
      return items;
    };

    it('lists items of open projects, but neither drafts nor archived items @full-sqlite', async () => {
      const open = await ProjectFixture.open(callboard());
      const secret = await ProjectFixture.open(callboard(), 'payments_api');
      const superAdmin = callboard().as('superAdmin');
      const item = await open.make({ title: 'Open', description: 'Why' });
      for (const title of ['Second', 'Third']) await open.make({ title });
      await open.make({ title: 'Draft', is_draft: true });
      const old = await open.make({ title: 'Old' });
      await open.patch(old, { archived_at: '2026-01-01T00:00:00.000Z' });
      await secret.make({ title: 'Secret' });
      const titles = async () => (await found()).map(({ title }) => title);
      expect(await titles()).toContain('Secret');
      await superAdmin.patch(secret.path, { access: 'secret' }).expect(200);
      expect(await titles()).toEqual(['Open', 'Second', 'Third']);
      const restricted = await found('&restricted=true');
      expect(restricted.map(({ title }) => title)).toEqual([
        'Open',
        'Second',
        'Third',
        'Secret',
      ]);
      expect((await found())[0]).toEqual({
        id: item.id,
        workspace: 'default',
        project_id: open.pid,
        project: 'Payments API',
        entity_ref: 'component:default/payments-api',
        identifier: item.identifier,
        title: 'Open',
        description: 'Why',
        state: 'Backlog',
        state_group: 'backlog',
        state_color: '#6e7781',
        updated_at: item.updated_at,
      });
      await superAdmin
        .patch(open.path, { archived_at: '2026-01-01T00:00:00.000Z' })
        .expect(200);
      expect(await titles()).toEqual([]);
    });
  },
);

describeCallboard(
  'visibility conditions of the permission policy',
  { entities: catalogEntities },
  callboard => {
    const applyConditions = (
      ids: string[],
      users: Array<{ userRef: string; ownershipRefs: string[] }>,
    ) =>
      callboard()
        .as('service')
        .post('/.well-known/backstage/permissions/apply-conditions', {
          items: users.map(context => ({
            id: context.userRef,
            resourceRef: ids,
            resourceType: 'callboard-work-item',
            conditions: workItemConditions.isVisibleTo(context),
          })),
        });

    /** Returns the decisions of the permission rule about items, for each user. */
    const listDecisions = async (
      ids: string[],
      userRefs: string[],
      groups: string[] = [],
    ) => {
      const { body } = await applyConditions(
        ids,
        userRefs.map(userRef => ({
          userRef,
          ownershipRefs: [userRef, ...groups],
        })),
      ).expect(200);
      return body.items.map(({ result }: { result: string[] }) => result);
    };
    const newcomer = 'user:default/new.comer';

    it('allows users who can still auto-join, and denies removed members @full', async () => {
      const fixture = await ProjectFixture.open(callboard());
      const { id } = await fixture.make();
      const guest = callboard().as('guest');
      await guest.get('/me').expect(200);
      const superAdmin = callboard().as('superAdmin');
      const members = '/workspaces/default/members';
      const { body } = await superAdmin
        .get(`${members}?search=gus.guest`)
        .expect(200);
      await superAdmin.delete(`${members}/${body.items[0].id}`).expect(204);
      await guest.get(fixture.path).expect(404);
      // No request has checked this workspace before, so its members are not cached yet.
      expect(await listDecisions([id], [people.guest, newcomer])).toEqual([
        ['DENY'],
        ['ALLOW'],
      ]);
    });

    it('accepts user and group references in any letter case @full', async () => {
      const fixture = await ProjectFixture.open(callboard());
      const superAdmin = callboard().as('superAdmin');
      await superAdmin.patch(fixture.path, { access: 'secret' }).expect(200);
      const { id } = await fixture.make();
      const member = 'User:Default/Max.Member';
      await superAdmin
        .post(`${fixture.path}/members`, {
          user_ref: people.member,
          role: 'guest',
        })
        .expect(201);
      expect(await listDecisions([id], [member, newcomer])).toEqual([
        ['ALLOW'],
        ['DENY'],
      ]);
      const team = ['Group:Default/Team-A'];
      expect(await listDecisions([id], [newcomer], team)).toEqual([['ALLOW']]);
      await superAdmin.patch(fixture.path, { access: 'open' }).expect(200);
    });

    it('accepts 1000 ownership references, and returns 400 for more', async () => {
      const { id } = await (await ProjectFixture.open(callboard())).make();
      const refs = range(1_001).map(at => `group:default/g${at}`);
      const context = { userRef: newcomer, ownershipRefs: refs };
      expect(await applyConditions([id], [context])).toMatchObject({
        status: 400,
      });
      const largest = { ...context, ownershipRefs: refs.slice(1) };
      expect(await applyConditions([id], [largest])).toMatchObject({
        status: 200,
      });
    });

    it('uses cached memberships for a repeated request', async () => {
      const { id } = await (await ProjectFixture.open(callboard())).make();
      await listDecisions([id], [newcomer]);
      // Waits, because the relay queries people as well.
      await untilRelayed(callboard().knex);
      const queries: string[] = [];
      const recordQuery = ({ sql }: { sql: string }) => queries.push(sql);
      callboard().knex.on('query', recordQuery);
      await listDecisions([id], [newcomer]);
      callboard().knex.off('query', recordQuery);
      expect(queries.some(sql => /work_items/.test(sql))).toBe(true);
      expect(
        queries.filter(sql => /from .(memberships|staff)\W/.test(sql)),
      ).toEqual([]);
    });

    it('denies access to draft, archived, deleted and unknown items @full', async () => {
      const fixture = await ProjectFixture.open(callboard());
      const live = await fixture.make();
      const draft = await fixture.make({ is_draft: true });
      const old = await fixture.make();
      await fixture.patch(old, { archived_at: '2026-01-01T00:00:00.000Z' });
      const deleted = await fixture.make();
      await callboard()
        .as('superAdmin')
        .delete(`${fixture.path}/work-items/${deleted.id}`)
        .expect(204);
      const ids = [live, draft, old, deleted].map(({ id }) => id);
      expect(await listDecisions([...ids, 'no id'], [newcomer])).toEqual([
        ['ALLOW', 'DENY', 'DENY', 'DENY', 'DENY'],
      ]);
    });
  },
);

describeCallboard(
  'work items for the search index without auto-join',
  {
    entities: catalogEntities,
    config: { workspaces: { default: { autoJoin: 'none' } } },
  },
  callboard => {
    it('returns no items when autoJoin is none', async () => {
      await (await ProjectFixture.open(callboard())).make();
      const { body } = await callboard()
        .as('service')
        .get('/search/work-items')
        .expect(200);
      expect(body).toEqual({ items: [], next_cursor: null });
    });
  },
);

const path = '/workspaces/default/projects/overview';

describeCallboard(
  'projects overview',
  {
    entities: [
      ...catalogEntities,
      ...['alpha', 'beta', 'gamma', 'hidden'].map(name =>
        createEntity('Component', name),
      ),
    ],
    databases: 'tagged',
  },
  callboard => {
    const fixtures: Record<string, ProjectFixture> = {};

    beforeAll(async () => {
      for (const who of ['member', 'guest', 'stranger'] as const) {
        await callboard().as(who).get('/me').expect(200);
      }
      for (const name of ['alpha', 'beta', 'gamma', 'hidden', 'payments-api']) {
        fixtures[name] = await ProjectFixture.open(callboard(), name);
      }
      await callboard()
        .as('superAdmin')
        .patch(fixtures.hidden.path, { access: 'secret' })
        .expect(200);
      await callboard()
        .as('superAdmin')
        .post(`${fixtures.gamma.path}/members`, {
          user_ref: people.member,
          role: 'member',
        })
        .expect(201);

      const { beta } = fixtures;
      const inState = (name: string) => ({ state_id: beta.states[name].id });
      await beta.make({ ...inState('Todo'), target_date: '2020-02-01' });
      await beta.make({ ...inState('In Review'), target_date: '2090-02-01' });
      await beta.make({ ...inState('In Progress') });
      // None of these counts as open.
      await beta.make({ ...inState('Done'), target_date: '2020-02-01' });
      await beta.make({ ...inState('Triage'), target_date: '2020-02-01' });
      await beta.make({ is_draft: true, target_date: '2020-02-01' });
      const old = await beta.make({ target_date: '2020-02-01' });
      await beta.patch(old, { archived_at: new Date().toISOString() });
      await fixtures.alpha.make();
    });

    const list = async (who: PersonName, query = '') =>
      (await callboard().as(who).get(`${path}?${query}`).expect(200)).body as {
        items: ProjectOverview[];
        total: number;
        next_cursor: string | null;
      };
    const names = async (who: PersonName, query = '') =>
      (await list(who, query)).items.map(({ project }) => project.name);

    it('counts open items, without done, triage, draft and archived ones', async () => {
      const { items } = await list('guest', 'search=beta');
      expect(items).toMatchObject([
        {
          is_mine: false,
          counts: { open: 3, backlog: 0, unstarted: 1, started: 2, overdue: 1 },
          last_changed_at: expect.any(String),
          owner_ref: null,
          member_count: 0,
        },
      ]);
      const [owned] = (await list('guest', 'search=payments-api')).items;
      expect(owned).toMatchObject({
        counts: { open: 0, overdue: 0 },
        last_changed_at: null,
        owner_ref: 'group:default/team-a',
        member_count: 1,
      });
    });

    it('lists the projects of the user first, and omits projects they cannot see', async () => {
      expect(await names('member', 'order_by=name')).toEqual([
        'gamma',
        'alpha',
        'beta',
        'Payments API',
      ]);
      expect(await names('stranger', 'order_by=name')).toEqual([
        'Payments API',
        'alpha',
        'beta',
        'gamma',
      ]);
      expect(await names('superAdmin', 'order_by=name&search=hidden')).toEqual([
        'hidden',
      ]);
      expect(await names('guest', 'search=hidden')).toEqual([]);
      expect(await names('member', 'is_mine=true')).toEqual(['gamma']);
      expect((await list('member', 'is_mine=false')).total).toBe(3);
    });

    it.each([
      ['name', 'alpha beta gamma Payments API'],
      ['-last_changed_at', 'alpha beta gamma Payments API'],
      ['-open', 'beta alpha gamma Payments API'],
      ['-overdue', 'beta alpha gamma Payments API'],
    ])('sorts by %s, also page by page @postgres', async (order, expected) => {
      const query = `order_by=${order}`;
      expect((await names('guest', query)).join(' ')).toBe(expected);
      const paged: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const page: Awaited<ReturnType<typeof list>> = await list(
          'member',
          `${query}&limit=1${cursor && `&cursor=${cursor}`}`,
        );
        expect(page.total).toBe(4);
        paged.push(...page.items.map(({ project }) => project.name));
        cursor = page.next_cursor;
      }
      expect(paged).toEqual(await names('member', query));
      expect(paged[0]).toBe('gamma');
    });

    it('rejects a cursor of another order', async () => {
      const { next_cursor } = await list('guest', 'order_by=-open&limit=1');
      const { status } = await callboard()
        .as('guest')
        .get(`${path}?order_by=name&limit=1&cursor=${next_cursor}`);
      expect(status).toBe(400);
    });

    it('filters archived projects by is_archived @postgres', async () => {
      await callboard()
        .as('superAdmin')
        .patch(fixtures['payments-api'].path, {
          archived_at: new Date().toISOString(),
        })
        .expect(200);
      expect(await names('stranger', 'is_archived=true')).toEqual([
        'Payments API',
      ]);
      expect(await names('stranger', 'is_archived=false')).not.toContain(
        'Payments API',
      );
    });
  },
);
