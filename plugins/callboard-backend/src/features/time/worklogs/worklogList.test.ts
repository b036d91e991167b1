import { WorkItem, Worklog } from '@callboard/plugin-callboard-common';
import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { people, PersonName } from '../../../__testUtils__/startCallboard';
import { landscape } from '../../../core/projects/__testUtils__/landscape';
import { TimeDesk } from '../__testUtils__/TimeDesk';

const LIST = '/workspaces/default/worklogs';
const SUMMARY = '/workspaces/default/time-tracking/summary';

describeCallboard(
  'the time of a workspace',
  { entities: landscape },
  callboard => {
    let open: TimeDesk;
    let secret: TimeDesk;
    let second: WorkItem;

    beforeAll(async () => {
      for (const who of ['guest', 'admin', 'reader'] as const) {
        await callboard().as(who).get('/me').expect(200);
      }
      open = await TimeDesk.open(callboard());
      second = await open.desk.make({
        title: 'Zebra crossing',
        estimate_time: 60,
      });
      secret = await TimeDesk.open(callboard(), 'payments_api');
      await secret.desk
        .as('superAdmin')
        .patch(secret.desk.path, { access: 'secret' })
        .expect(200);
      const members = await secret
        .as('superAdmin')
        .get(`${secret.desk.path}/members`)
        .expect(200);
      const max = members.body.items.find(
        ({ user_ref }: { user_ref: string }) => user_ref === people.member,
      );
      await secret.log('member', {
        duration_minutes: 7,
        logged_at: '2026-01-03',
      });
      await secret
        .as('superAdmin')
        .delete(`${secret.desk.path}/members/${max.id}`)
        .expect(204);
      await secret.log('projectAdmin', {
        duration_minutes: 500,
        logged_at: '2026-01-06',
      });
      for (const [who, duration_minutes, logged_at, more] of [
        ['member', 10, '2026-01-01', { activity_type: 'review' }],
        ['member', 20, '2026-01-05', { is_billable: true }],
        ['projectAdmin', 40, '2026-01-05', { description: 'Größere Ordnung' }],
        ['projectAdmin', 80, '2026-02-01', {}],
      ] as const) {
        await open.log(
          who,
          { duration_minutes, logged_at, ...more },
          who === 'member' ? open.item : second,
        );
      }
      const assigned = await open.desk.make({ assignees: [people.reader] });
      await open.log(
        'reader',
        { duration_minutes: 160, logged_at: '2026-01-05' },
        assigned,
      );
    });

    const read = async (who: PersonName, path: string) =>
      (await callboard().as(who).get(path).expect(200)).body;
    const minutes = async (who: PersonName, query = '') => {
      const { items } = await read(who, `${LIST}?limit=200&${query}`);
      return items.map((item: Worklog) => item.duration_minutes);
    };

    it.each([
      ['superAdmin', [80, 500, 160, 40, 20, 7, 10]],
      ['projectAdmin', [80, 500, 160, 40, 20, 7, 10]],
      // Their own in the secret project is out of sight with it.
      ['member', [80, 160, 40, 20, 10]],
      ['reader', [160]],
      ['admin', []],
      ['guest', []],
    ] as Array<[PersonName, number[]]>)(
      'is for %s what they may read, newest day first',
      async (who, expected) => {
        expect(await minutes(who)).toEqual(expected);
        const sum = expected.reduce((total, each) => total + each, 0);
        const list = await read(who, LIST);
        expect(list).toMatchObject({
          total: expected.length,
          total_minutes: sum,
        });
        const summary = await read(who, SUMMARY);
        expect(summary.total_duration_minutes).toBe(sum);
      },
    );

    it.each([
      [() => `project_id=${secret.desk.pid}`, [500, 7]],
      [
        () => `project_id=${secret.desk.pid},${open.desk.pid}&billable=true`,
        [20],
      ],
      [() => `member_id=${people.member}`, [20, 7, 10]],
      [() => `member_id=${people.member},${people.reader}`, [160, 20, 7, 10]],
      [() => 'date_from=2026-01-05&date_to=2026-01-05', [160, 40, 20]],
      [() => 'date_from=2026-01-06', [80, 500]],
      [() => 'date_to=2026-01-03', [7, 10]],
      [() => 'activity_type=review', [10]],
      [() => 'billable=false&date_to=2026-01-01', [10]],
      [() => `work_item_id=${second.id}`, [80, 40]],
      [() => 'q=grössere', [40]],
      [() => 'q=zebra', [80, 40]],
      [() => `q=${second.identifier.toLowerCase()}`, [80, 40]],
      [() => 'q=constructor', []],
      [() => 'member_id=user:default/nobody', []],
    ])('is narrowed by %s', async (query, expected) => {
      expect(await minutes('superAdmin', query())).toEqual(expected);
      const sum = expected.reduce((total, each) => total + each, 0);
      // Sums are not searched.
      const { total_duration_minutes } = /q=|work_item/.test(query())
        ? { total_duration_minutes: sum }
        : await read('superAdmin', `${SUMMARY}?${query()}`);
      expect(total_duration_minutes).toBe(sum);
    });

    it('comes in pages that neither repeat nor skip, in each order', async () => {
      for (const order of [
        'logged_at',
        '-logged_at',
        'created_at',
        '-created_at',
      ]) {
        const all = await read('superAdmin', `${LIST}?order_by=${order}`);
        const found: string[] = [];
        let cursor = '';
        do {
          const page = await read(
            'superAdmin',
            `${LIST}?order_by=${order}&limit=2${cursor}`,
          );
          found.push(...page.items.map(({ id }: Worklog) => id));
          cursor = page.next_cursor && `&cursor=${page.next_cursor}`;
        } while (cursor);
        expect(found).toEqual(all.items.map(({ id }: Worklog) => id));
        expect(new Set(found).size).toBe(7);
      }
    });

    it('is summed up by people and items, most first', async () => {
      const summary = await read('superAdmin', SUMMARY);
      expect(summary.by_member).toEqual([
        {
          member_id: people.projectAdmin,
          display_name: 'Pia Project',
          total_minutes: 620,
        },
        {
          member_id: people.reader,
          display_name: 'Ria Reader',
          total_minutes: 160,
        },
        {
          member_id: people.member,
          display_name: 'Max Member',
          total_minutes: 37,
        },
      ]);
      expect(summary.by_issue).toHaveLength(4);
      expect(summary.by_issue[2]).toEqual({
        issue_id: second.id,
        issue_name: 'Zebra crossing',
        identifier: second.identifier,
        estimate_time: 60,
        total_minutes: 120,
      });
      expect(Object.keys(summary).sort()).toEqual([
        'by_issue',
        'by_member',
        'total_duration_minutes',
      ]);
    });

    it('is summed up to the last day that a date can have', async () => {
      const summary = await read(
        'superAdmin',
        `${SUMMARY}?include=day,week,month&date_from=9999-12-30&date_to=9999-12-31`,
      );
      expect(summary).toMatchObject({
        by_day: [{ date: '9999-12-30' }, { date: '9999-12-31' }],
        by_week: [{ week: '9999-12-27' }],
        by_month: [{ month: '9999-12' }],
      });
    });

    it('is summed up by whatever else is asked for', async () => {
      const summary = await read(
        'superAdmin',
        `${SUMMARY}?include=day,week,month,project,department,activity_type,billable&date_from=2026-01-04&date_to=2026-02-02`,
      );
      expect(summary.by_day).toHaveLength(30);
      expect(summary.by_day.slice(0, 3)).toEqual([
        { date: '2026-01-04', total_minutes: 0 },
        { date: '2026-01-05', total_minutes: 220 },
        { date: '2026-01-06', total_minutes: 500 },
      ]);
      expect(summary.by_week).toEqual([
        { week: '2025-12-29', total_minutes: 0 },
        { week: '2026-01-05', total_minutes: 720 },
        { week: '2026-01-12', total_minutes: 0 },
        { week: '2026-01-19', total_minutes: 0 },
        { week: '2026-01-26', total_minutes: 80 },
        { week: '2026-02-02', total_minutes: 0 },
      ]);
      expect(summary.by_month).toEqual([
        { month: '2026-01', total_minutes: 720 },
        { month: '2026-02', total_minutes: 80 },
      ]);
      expect(
        summary.by_project.map(({ total_minutes }: any) => total_minutes),
      ).toEqual([500, 300]);
      expect(summary.by_department).toEqual([
        { department_id: null, name: null, total_minutes: 800 },
      ]);
      expect(summary.by_activity_type).toEqual([
        { activity_type: null, total_minutes: 800 },
      ]);
      expect(summary.by_billable).toEqual([
        { is_billable: false, total_minutes: 780 },
        { is_billable: true, total_minutes: 20 },
      ]);
    });

    it('is summed up by project for its members alone', async () => {
      const path = `${secret.desk.path}/worklogs/summary`;
      expect(await read('projectAdmin', path)).toMatchObject({
        total_duration_minutes: 507,
      });
      await callboard().as('member').get(path).expect(404);
      const ofOpen = `${open.desk.path}/worklogs/summary`;
      await callboard().as('guest').get(ofOpen).expect(403);
      expect(await read('member', ofOpen)).toMatchObject({
        total_duration_minutes: 310,
      });
    });

    it.each([
      'project_id=nothing',
      'date_from=2026-02-30',
      'date_from=2026-02-02&date_to=2026-02-01',
      'billable=1',
      'include=nothing',
      'sort=day',
      'limit=0',
      'cursor=abc',
      'member_id=jane',
    ])('is not asked for by ?%s', async query => {
      for (const path of [LIST, SUMMARY]) {
        const { status } = await callboard()
          .as('member')
          .get(`${path}?${query}`);
        expect(status).toBe(400);
      }
    });
  },
);
