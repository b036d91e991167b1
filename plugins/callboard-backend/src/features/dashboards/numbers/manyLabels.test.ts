import { WidgetBars, WidgetConfig } from '@callboard/plugin-callboard-common';
import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { people } from '../../../__testUtils__/startCallboard';
import { landscape } from '../../../core/projects/__testUtils__/landscape';
import { insertMany } from '../../../database/bulk';
import { newId } from '../../../database/ids';
import { Desk } from '../../work/__testUtils__/Desk';
import { makeDashboardWorld } from '../__testUtils__/makeDashboardWorld';
import { fillLabels } from './__testUtils__/fillLabels';

const PATH = '/workspaces/default/dashboards';

const range = (count: number) => [...Array(count).keys()];

describeCallboard(
  'numbers of ten thousand labels',
  { entities: landscape },
  callboard => {
    const LABELS = 10_000;
    const ITEMS = 250;
    const world = makeDashboardWorld(callboard);
    let labels: string[];
    let board: string;

    beforeAll(async () => {
      const { knex } = callboard();
      const desk = await Desk.open(callboard());
      labels = await fillLabels(callboard(), desk, LABELS);
      const { id } = await desk.make();
      const item = await knex('work_items').where({ id }).first();
      const items = range(ITEMS - 1).map(n => ({
        ...item,
        ...{ id: newId(n), number: 1_000 + n },
      }));
      await insertMany(knex, 'work_items', items);
      const all = [item, ...items].map(one => one.id);
      // The first is on all, each of the next on one less, and the many on one each.
      const links = labels.flatMap((label_id, nth) =>
        all
          .slice(Math.min(nth, ITEMS - 1))
          .map(work_item_id => ({ work_item_id, label_id })),
      );
      await insertMany(knex, 'work_item_labels', links);
      board = `${PATH}/${(await world.newDashboard('superAdmin')).id}`;
    }, 60_000);

    const draw = async (config: WidgetConfig) => {
      const { body } = await callboard()
        .as('superAdmin')
        .post(`${board}/widgets`, { widget_type: 'work_items_chart', config })
        .expect(201);
      return `${board}/widgets/${body.id}`;
    };
    const get = async (path: string) => {
      const { body } = await callboard().as('superAdmin').get(path).expect(200);
      return body;
    };
    const name = (nth: number) => `L${String(nth).padStart(5, '0')}`;

    it.each([
      ['fifty', 'none', undefined, 50],
      ['one', 'one', 1, 1],
      ['two hundred', 'two hundred', 200, 200],
    ])(
      'are the %s largest where the limit is %s, and their total is of all',
      async (_, _limit, limit, count) => {
        const widget = await draw({ x_axis: 'LABELS', limit });
        const { data, total, truncated, schema } = await get(`${widget}/data`);
        expect(data).toEqual(
          range(count).map(nth => ({
            key: labels[nth],
            name: name(nth),
            count: ITEMS - nth,
          })),
        );
        expect({ total, truncated, schema }).toEqual({
          ...{ total: ITEMS, truncated: true },
          schema: {},
        });
      },
    );

    it('are the fifty largest groups, and bars of all', async () => {
      const widget = await draw({ x_axis: 'PROJECT', group_by: 'LABELS' });
      const told: WidgetBars = await get(`${widget}/data`);
      expect(told).toMatchObject({ total: ITEMS, truncated: true });
      expect(Object.values(told.schema)).toEqual(range(50).map(name));
      expect(told.data).toHaveLength(1);
      expect(told.data[0]).toMatchObject({
        ...{ count: ITEMS, [labels[0]]: ITEMS, [labels[49]]: ITEMS - 49 },
      });
    });

    it('are each as many as the rows behind it, also of one that is cut', async () => {
      const widget = await draw({ x_axis: 'LABELS' });
      for (const nth of [0, 49, 200, LABELS - 1]) {
        const page = await get(`${widget}/rows?limit=1&key=${labels[nth]}`);
        expect(page.total).toBe(Math.max(ITEMS - nth, 1));
      }
    });

    it('are one total where they are a number', async () => {
      const filters = { labels: labels.slice(-100) };
      const widget = await draw({ chart_type: 'number', filters });
      // All of these are on the last item alone.
      expect(await get(`${widget}/data`)).toMatchObject({ value: 1 });
    });
  },
);

describeCallboard(
  'numbers of an item with fifty labels',
  { entities: landscape },
  callboard => {
    const LABELS = 50;
    let desk: Desk;
    let labels: string[];
    let state: string;

    beforeAll(async () => {
      desk = await Desk.open(callboard());
      state = desk.states.Todo.id;
      labels = await fillLabels(callboard(), desk, LABELS + 1);
      await makeDashboardWorld(callboard).enter();
      await desk.make({
        labels: labels.slice(0, LABELS),
        assignees: [people.member, people.guest],
        estimate_points: 3,
        state_id: state,
      });
    });

    const ask = async (config: WidgetConfig): Promise<WidgetBars> => {
      const { body } = await callboard()
        .as('superAdmin')
        .post(`${PATH}/preview`, { widget_type: 'work_items_chart', config })
        .expect(200);
      return body;
    };
    const fifty = (value: number) =>
      Object.fromEntries(labels.slice(0, LABELS).map(label => [label, value]));
    const barsOf = ({ data }: WidgetBars) =>
      Object.fromEntries(data.map(({ key, count }) => [key, count]));

    it.each([
      ['count', 1, 1],
      ['estimate_points', 3, 3],
      // Two people work on each.
      ['people', 2, 2],
    ] as const)(
      'have its %s once in all, and once in each label',
      async (metric, total, each) => {
        const told = await ask({ x_axis: 'LABELS', metric });
        expect(told.total).toBe(total);
        expect(barsOf(told)).toEqual(fifty(each));
        expect(told).not.toHaveProperty('truncated');
      },
    );

    it('have it once in each group, and once in the bar', async () => {
      const told = await ask({ x_axis: 'STATES', group_by: 'LABELS' });
      expect(told.data).toEqual([
        { key: state, name: 'Todo', count: 1, ...fifty(1) },
      ]);
      expect(Object.keys(told.schema).sort()).toEqual(
        labels.slice(0, LABELS).sort(),
      );
      expect(told.total).toBe(1);
      expect(told).not.toHaveProperty('truncated');
    });

    it('have it once where bars and groups both are several', async () => {
      const told = await ask({ x_axis: 'LABELS', group_by: 'ASSIGNEES' });
      const both = { [people.member]: 1, [people.guest]: 1 };
      expect(told.data).toHaveLength(LABELS);
      for (const bar of told.data) {
        expect(bar).toMatchObject({ count: 1, ...both });
      }
      expect(told.total).toBe(1);
    });

    it('leave out the label that is one too many, and say so', async () => {
      const { id } = await desk.make({ labels: labels.slice(LABELS) });
      // Says what is so anyway: answers to the same question are shared for a second.
      const told = await ask({ x_axis: 'LABELS', limit: LABELS });
      expect(told).toMatchObject({ total: 2, truncated: true });
      expect(told.data).toHaveLength(LABELS);
      const grouped = await ask({ x_axis: 'PROJECT', group_by: 'LABELS' });
      expect(grouped).toMatchObject({ total: 2, truncated: true });
      expect(Object.keys(grouped.schema)).toHaveLength(LABELS);
      await desk
        .as('superAdmin')
        .delete(`${desk.path}/work-items/${id}`)
        .expect(204);
    });
  },
);
