import {
  ActivitySummary,
  WidgetBars,
  WidgetConfig,
} from '@callboard/plugin-callboard-common';
import { sumBy } from 'lodash';
import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { people, PersonName } from '../../../__testUtils__/startCallboard';
import { countAll } from '../../activity/__testUtils__/countAll';
import {
  addRows,
  addWorkspace,
} from '../../activity/__testUtils__/activityRows';

const DAYS = { start: '2026-03-01', end: '2026-03-31' };
const LAB = '/workspaces/lab';
const range = `start=${DAYS.start}&end=${DAYS.end}`;

describeCallboard('numbers of activity', {}, callboard => {
  let department: string;

  beforeAll(async () => {
    const lab = await addWorkspace(callboard(), 'lab', {
      timezone: 'Asia/Tokyo',
      members: [
        [people.admin, 'admin'],
        [people.member, 'member'],
      ],
    });
    const who = [people.member, people.admin, people.guest];
    const visibilities = ['workspace', 'admins'] as const;
    const rows = Array.from({ length: 120 }, (_, n) => ({
      user_id: who[n % 3],
      // The last one is what they are called now.
      user_name: n < 60 ? 'Of old' : `Now ${n % 3}`,
      visibility: visibilities[n % 2],
      action: ['create', 'update', 'page_view', 'constructor'][n % 4],
      entity_type: n % 5 === 0 ? null : 'work_item',
      created_at: Date.UTC(2026, 2, 1 + (n % 28), n % 24),
    }));
    const { knex } = callboard();
    await addRows(knex, lab, rows.slice(0, 100));
    await countAll(knex);
    // The last are read from the log itself.
    await addRows(knex, lab, rows.slice(100));
    const boss = callboard().as('superAdmin');
    const { body } = await boss
      .post(`${LAB}/departments`, { name: 'Payments' })
      .expect(201);
    department = body.id;
    for (const [staff_id, user_ref, department_id] of [
      ['1', people.member, department],
      ['2', people.admin, null],
    ]) {
      await boss
        .post(`${LAB}/staff`, {
          ...{ staff_id, user_ref, department_id },
          ...{ first_name: 'A', last_name: 'B', email: `${staff_id}@b.com` },
        })
        .expect(201);
    }
  });

  const ask = async (
    who: PersonName,
    config: WidgetConfig,
  ): Promise<WidgetBars> => {
    const { body } = await callboard()
      .as(who)
      .post('/workspaces/lab/dashboards/preview', {
        widget_type: 'activity_chart',
        config: { date_range: DAYS, ...config },
      })
      .expect(200);
    return body;
  };
  const summary = async (who: PersonName, query = ''): Promise<any> => {
    const { body } = await callboard()
      .as(who)
      .get(`/activity/summary?workspace=lab&${range}&${query}`)
      .expect(200);
    return body as ActivitySummary;
  };
  const barsOf = ({ data }: WidgetBars) =>
    Object.fromEntries(
      data.flatMap(({ key, count }) => (count ? [[key, count]] : [])),
    );

  describe.each([
    ['admin', 120],
    ['member', 80],
  ] as const)('as the %s sees them', (who, seen) => {
    it.each([
      ['ACTION', 'by_action', 'action'],
      ['ENTITY_TYPE', 'by_entity_type', 'entity_type'],
      ['USER', 'by_user', 'user_id'],
      ['DAY', 'by_day', 'date'],
    ] as const)('by %s are those of the summary', async (x_axis, list, key) => {
      const expected = await summary(who);
      const answer = await ask(who, { x_axis });
      expect(answer.total).toBe(seen);
      expect(barsOf(answer)).toEqual(
        Object.fromEntries(
          expected[list].map((group: any) => [
            group[key] ?? 'none',
            group.count,
          ]),
        ),
      );
    });

    it('are each of several values that are asked for', async () => {
      const of = async (query: string) => (await summary(who, query)).total;
      const answer = await ask(who, {
        x_axis: 'DAY',
        interval: 'week',
        filters: {
          actions: ['create', 'constructor'],
          user_ids: [people.member, people.guest],
        },
      });
      const parts = await Promise.all(
        ['create', 'constructor'].flatMap(action =>
          [people.member, people.guest].map(user =>
            of(`action=${action}&user_id=${user}`),
          ),
        ),
      );
      expect(answer.total).toBeGreaterThan(0);
      expect(answer.total).toBe(parts.reduce((sum, part) => sum + part, 0));
      expect(sumBy(answer.data, 'count')).toBe(answer.total);
    });

    it('are of the people of departments, or of those who are in none', async () => {
      const of = async (department_ids: Array<string | null>) => {
        const filters = { department_ids };
        const answer = await ask(who, { x_axis: 'USER', filters });
        return barsOf(answer);
      };
      const all = barsOf(await ask(who, { x_axis: 'USER' }));
      const { [people.member]: member, ...others } = all;
      expect(await of([department])).toEqual({ [people.member]: member });
      expect(await of([null])).toEqual(others);
      expect(await of([null, department])).toEqual(all);
      const narrowed = await ask(who, {
        x_axis: 'USER',
        filters: {
          department_ids: [null],
          user_ids: [people.member, people.guest],
        },
      });
      expect(barsOf(narrowed)).toEqual({
        [people.guest]: all[people.guest],
      });
    });

    it('call people as the log does', async () => {
      const { data } = await ask(who, { x_axis: 'USER' });
      const named = (await summary(who)).by_user;
      expect(data.map(({ key, name }) => [key, name]).sort()).toEqual(
        named.map(({ user_id, user_name }: any) => [user_id, user_name]).sort(),
      );
    });

    it('count each person once', async () => {
      const answer = await ask(who, { x_axis: 'ACTION', metric: 'people' });
      expect(answer.total).toBe(3);
      expect(barsOf(answer)).toMatchObject({ create: 3, page_view: 3 });
    });
  });
});
