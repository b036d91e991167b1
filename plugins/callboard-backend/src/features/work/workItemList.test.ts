import { WorkItem } from '@callboard/plugin-callboard-common';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { people } from '../../__testUtils__/startCallboard';
import { landscape } from '../../core/projects/__testUtils__/landscape';
import { Desk } from './__testUtils__/Desk';

const absent = '01920000-0000-7000-8000-000000000000';

describeCallboard(
  'a list of work items',
  { entities: landscape },
  callboard => {
    let desk: Desk;
    const ids: Record<string, string> = {};
    const boss = () => callboard().as('superAdmin');

    beforeAll(async () => {
      desk = await Desk.open(callboard());
      await callboard().as('member').get('/me').expect(200);
      await callboard().as('guest').get('/me').expect(200);
      ids.bug = (await desk.set('labels', { name: 'bug' })).id;
      ids.ui = (await desk.set('labels', { name: 'ui' })).id;
      ids.sprint = (await desk.set('cycles', { name: 'Sprint' })).id;
      ids.module = (await desk.set('modules', { name: 'Module' })).id;
      const a = await desk.make({
        title: 'Alpha',
        priority: 'low',
        assignees: [people.member],
        labels: [ids.bug, ids.ui],
        estimate_points: 1,
        target_date: '2026-03-01',
      });
      await desk.make({
        title: 'Brävo',
        priority: 'urgent',
        assignees: [people.member, people.guest],
        labels: [ids.ui],
        cycle_id: ids.sprint,
        estimate_points: 3,
        state_id: desk.states.Done.id,
      });
      await desk.make({
        title: 'Charlie 100%',
        module_id: ids.module,
        parent_id: a.id,
        estimate_time: 60,
        start_date: '2026-02-01',
        target_date: '2026-02-01',
        state_id: desk.states['In Review'].id,
      });
      await desk.make({ title: 'Draft', is_draft: true });
      ids.a = a.id;
      ids.identifier = a.identifier;
    });

    it.each<[string, () => string, string]>([
      ['nothing', () => '', 'Charlie Brävo Alpha'],
      ['a state', () => `state_id=${desk.states.Done.id}`, 'Brävo'],
      ['groups', () => 'state_group=completed,backlog', 'Brävo Alpha'],
      ['priorities', () => 'priority=urgent,none', 'Charlie Brävo'],
      ['a person', () => `assignees=${people.guest}`, 'Brävo'],
      ['nobody', () => 'assignees=none', 'Charlie'],
      [
        'a person or nobody',
        () => `assignees=none,${people.guest}`,
        'Charlie Brävo',
      ],
      ['a label', () => `labels=${ids.bug}`, 'Alpha'],
      [
        'two labels, once each',
        () => `labels=${ids.bug},${ids.ui}`,
        'Brävo Alpha',
      ],
      ['no label', () => 'labels=none', 'Charlie'],
      ['a cycle', () => `cycle_id=${ids.sprint}`, 'Brävo'],
      ['no cycle', () => 'cycle_id=none', 'Charlie Alpha'],
      [
        'a module or none',
        () => `module_id=none,${ids.module}`,
        'Charlie Brävo Alpha',
      ],
      ['a parent', () => `parent_id=${ids.a}`, 'Charlie'],
      ['the top', () => 'parent_id=none', 'Brävo Alpha'],
      ['points from', () => 'estimate_points_min=1.5', 'Brävo'],
      ['points to', () => 'estimate_points_max=1', 'Alpha'],
      ['minutes', () => 'estimate_time_min=60&estimate_time_max=60', 'Charlie'],
      [
        'due days',
        () => 'target_date_from=2026-02-01&target_date_to=2026-02-28',
        'Charlie',
      ],
      ['a first day', () => 'start_date_from=2026-02-02', ''],
      ['a due day', () => 'target_date=2026-02-01,2026-02-28', 'Charlie'],
      ['no due day', () => 'target_date=none', 'Brävo'],
      ['no start', () => 'start_date=none', 'Brävo Alpha'],
      ['points or none', () => 'estimate_points=1,none', 'Charlie Alpha'],
      ['minutes or others', () => 'estimate_time=60,90', 'Charlie'],
      ['drafts', () => 'is_draft=true', 'Draft'],
      ['the archive', () => 'is_archived=true', ''],
      ['a part of a title', () => 'search=BRAV', 'Brävo'],
      ['a sign that patterns know', () => 'search=%25', 'Charlie'],
      [
        'an identifier',
        () => `search=${ids.identifier.toLowerCase()}`,
        'Alpha',
      ],
      ['what is nowhere', () => `state_id=${absent}`, ''],
      ['two at once', () => `priority=low&labels=${ids.ui}`, 'Alpha'],
      ['a creator', () => `created_by=${people.member}`, ''],
      ['a source', () => 'source=github', ''],
      ['completed until', () => 'completed_at_to=1999-01-01', ''],
      ['completed since', () => 'completed_at_from=2020-01-01', 'Brävo'],
    ])('is narrowed by %s', async (_what, query, expected) => {
      const { body } = await boss()
        .get(`${desk.path}/work-items?${query()}`)
        .expect(200);
      const titles = body.items.map(
        ({ title }: WorkItem) => title.split(' ')[0],
      );
      expect(titles.join(' ')).toBe(expected);
      expect(body.total).toBe(titles.length);
      const { body: counts } = await boss()
        .get(`${desk.path}/work-items/counts?${query()}`)
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
      ['sort_order', undefined],
      ['start_date', 'Charlie Alpha Brävo'],
      ['estimate_time', 'Charlie Alpha Brävo'],
    ])('goes by %s, page by page', async (order, expected) => {
      const found: string[] = [];
      let cursor = '';
      do {
        const { body } = await boss()
          .get(
            `${desk.path}/work-items?order_by=${order}&limit=1${
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
      expect(found.join(' ')).toBe(expected ?? found.join(' '));
    });

    it('refuses a cursor of another order, and what it does not know', async () => {
      const path = `${desk.path}/work-items`;
      const { body } = await boss().get(`${path}?limit=1`).expect(200);
      await boss()
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
        const refused = await boss().get(`${path}?${query}`).expect(400);
        expect(refused.body.error.message).toMatch(/^query\./);
      }
    });

    it.each([
      ['-created_at', 'x'],
      ['-created_at', 1e300],
      ['number', 1e300],
      ['priority', 'x'],
      ['priority', 1.5],
      ['title', 1],
      ['completed_at', 'x'],
    ])('refuses a cursor that somebody made: %s at %p', async (order, key) => {
      const cursor = Buffer.from(JSON.stringify([order, key, absent])).toString(
        'base64url',
      );
      const refused = await boss()
        .get(`${desk.path}/work-items?order_by=${order}&cursor=${cursor}`)
        .expect(400);
      expect(refused.body.error.message).toMatch(/^query\.cursor: /);
      const states = await boss()
        .get(
          `${desk.path}/states?cursor=${Buffer.from(
            JSON.stringify(['x', absent]),
          ).toString('base64url')}`,
        )
        .expect(400);
      expect(states.body.error.message).toMatch(/^query\.cursor: /);
    });

    it('has its days in the zone that is asked for', async () => {
      const today = (tz: string) =>
        new Intl.DateTimeFormat('en-CA', { timeZone: tz }).format(new Date());
      for (const tz of ['Pacific/Kiritimati', 'Pacific/Niue']) {
        const day = today(tz);
        const titles = await desk.titles(
          `tz=${tz}&created_at_from=${day}&created_at_to=${day}`,
        );
        expect(titles).toHaveLength(3);
      }
    });

    it('counts by state and group', async () => {
      const { body } = await boss()
        .get(`${desk.path}/work-items/counts`)
        .expect(200);
      expect(body).toMatchObject({
        total: 3,
        by_state: [
          { state_id: desk.states.Backlog.id, count: 1 },
          { state_id: desk.states['In Review'].id, count: 1 },
          { state_id: desk.states.Done.id, count: 1 },
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

    it('of a workspace has the items of the projects one can see', async () => {
      const secret = await Desk.open(callboard(), 'payments_api');
      await boss().patch(secret.path, { access: 'secret' }).expect(200);
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
