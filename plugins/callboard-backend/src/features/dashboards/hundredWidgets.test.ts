import {
  MAX_WIDGETS_PER_DASHBOARD,
  NumberAxisName,
} from '@callboard/plugin-callboard-common';
import { countBy } from 'lodash';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { PersonName } from '../../__testUtils__/startCallboard';
import { landscape } from '../../core/projects/__testUtils__/landscape';
import { TimeDesk } from '../time/__testUtils__/TimeDesk';
import { makeDashboardWorld } from './__testUtils__/makeDashboardWorld';

const PATH = '/workspaces/default/dashboards';

/** Types of widgets, and an axis that only they have. */
const types = [
  ['work_items_chart', 'PRIORITY'],
  ['time_chart', 'MEMBER'],
  ['people_chart', 'PROJECT'],
  ['activity_chart', 'ACTION'],
] as const satisfies ReadonlyArray<[string, NumberAxisName]>;

describeCallboard(
  'a dashboard with a hundred widgets',
  { entities: landscape },
  callboard => {
    const world = makeDashboardWorld(callboard);
    let board: string;
    let widgets: string[];

    const draw = (widget: object) =>
      callboard().as('superAdmin').post(`${board}/widgets`, widget);

    beforeAll(async () => {
      await world.enter();
      const { desk } = await TimeDesk.open(callboard());
      await desk.make({ title: 'Another', priority: 'high' });
      const { id } = await world.newDashboard('superAdmin', {
        access: 'shared',
      });
      board = `${PATH}/${id}`;
      widgets = [];
      for (let nth = 0; nth < MAX_WIDGETS_PER_DASHBOARD; nth += 1) {
        const [widget_type, x_axis] = types[nth % types.length];
        // No two ask the same: they would share an answer.
        const config = { x_axis, limit: nth + 1 };
        const { body } = await draw({ widget_type, config }).expect(201);
        widgets.push(body.id);
      }
    }, 60_000);

    const dataOfAll = (who: PersonName) =>
      Promise.all(
        widgets.map(wid =>
          callboard().as(who).get(`${board}/widgets/${wid}/data`),
        ),
      );

    it.each(['superAdmin', 'guest'] as const)(
      'answers all of them when the %s asks for all at once',
      async who => {
        const answers = await dataOfAll(who);
        expect(countBy(answers, 'status')).toEqual({ 200: 100 });
        for (const { body } of answers) {
          expect(body).toHaveProperty('data');
          expect(body).toHaveProperty('total');
        }
        const work = answers.filter((_, nth) => nth % types.length === 0);
        expect(countBy(work, 'body.total')).toEqual({ 2: 25 });
      },
      60_000,
    );

    it('shows all of them to two people who ask at the same time', async () => {
      const both = await Promise.all([dataOfAll('member'), dataOfAll('admin')]);
      expect(countBy(both.flat(), 'status')).toEqual({ 200: 200 });
    }, 60_000);

    it('has no room for one more, however it comes', async () => {
      const [widget_type, x_axis] = types[0];
      const widget = { widget_type, config: { x_axis } };
      const { body } = await draw(widget).expect(409);
      expect(body.error.message).toContain('at most 100 widgets');
      const boss = callboard().as('superAdmin');
      const { body: file } = await boss.get(`${board}/export.json`).expect(200);
      const imported = await boss
        .post(`${PATH}/import`, {
          ...file,
          widgets: [...file.widgets, file.widgets[0]],
        })
        .expect(400);
      expect(imported.body.error.problems[0]).toMatchObject({
        field: 'body.widgets',
        reason: 'must have at most 100 widgets',
      });
      const { body: after } = await boss.get(board).expect(200);
      expect(after.widgets).toHaveLength(MAX_WIDGETS_PER_DASHBOARD);
    });

    it('has room again once one of them is deleted', async () => {
      const boss = callboard().as('superAdmin');
      const wid = widgets.pop();
      await boss.delete(`${board}/widgets/${wid}`).expect(204);
      const [widget_type, x_axis] = types[0];
      const widget = { widget_type, config: { x_axis } };
      const answers = [
        await boss.get(`${board}/widgets/${wid}/data`),
        await draw(widget),
        await draw(widget),
      ];
      expect(answers.map(({ status }) => status)).toEqual([404, 201, 409]);
    });
  },
);
