import {
  PersonName,
  people,
  TestCallboard,
} from '../../../__testUtils__/startCallboard';
import { createId } from '../../../database/ids';

/** A valid widget. */
export const exampleWidget = {
  widget_type: 'work_items_chart',
  title: 'By state',
  config: { chart_type: 'bar', x_axis: 'STATES' },
};

/** Makes helpers that assign roles and create dashboards in the default workspace. */
export function makeDashboardFixture(callboard: () => TestCallboard) {
  const path = '/workspaces/default/dashboards';
  let createdCount = 0;
  const createName = (prefix = 'Board') => {
    createdCount += 1;
    return `${prefix} ${createdCount}`;
  };
  const createDashboard = async (who: PersonName, input: object = {}) => {
    const response = await callboard()
      .as(who)
      .post(path, { name: createName(), ...input })
      .expect(201);
    return response.body;
  };
  return {
    createName,
    createDashboard,

    /** Gives the people `admin`, `member` and `guest` their roles. */
    async assignRoles() {
      const superAdmin = callboard().as('superAdmin');
      const members = '/workspaces/default/members';
      for (const who of ['admin', 'member', 'guest'] as const) {
        await callboard().as(who).get('/me').expect(200);
        const { body } = await superAdmin.get(members);
        const { id } = body.items.find(
          (one: { user_ref: string }) => one.user_ref === people[who],
        );
        await superAdmin.patch(`${members}/${id}`, { role: who }).expect(200);
      }
    },

    /** Creates a dashboard with some widgets, and returns the dashboard and the widgets. */
    async createFilledDashboard(
      who: PersonName,
      widgets: number,
      input: object = {},
    ): Promise<{ id: string; name: string; widgets: any[] }> {
      const { id, name } = await createDashboard(who, input);
      const createdWidgets = [];
      for (let nth = 0; nth < widgets; nth += 1) {
        const { body } = await callboard()
          .as(who)
          .post(`${path}/${id}/widgets`, exampleWidget)
          .expect(201);
        createdWidgets.push(body);
      }
      return { id, name, widgets: createdWidgets };
    },

    /** Creates another workspace and returns the path of its dashboards. */
    async createOtherWorkspace(): Promise<string> {
      createdCount += 1;
      const slug = `other-${createdCount}`;
      await callboard()
        .as('superAdmin')
        .post('/workspaces', { slug, name: slug })
        .expect(201);
      return `/workspaces/${slug}/dashboards`;
    },

    /** Adds many widgets to a dashboard, two per row, titled by number. */
    async fillWithWidgets(id: string, count: number): Promise<void> {
      const { knex } = callboard();
      const at = new Date();
      const rows = Array.from({ length: count }, (_, nth) => ({
        id: createId(nth),
        dashboard_id: id,
        widget_type: exampleWidget.widget_type,
        title: `Nr ${nth}`,
        config: JSON.stringify(exampleWidget.config),
        sort_order: nth,
        size: JSON.stringify({
          x: (nth % 2) * 6,
          y: 6 * Math.floor(nth / 2),
          width: 6,
          height: 6,
        }),
        version: 1,
        created_at: at,
        updated_at: at,
      }));
      await knex.batchInsert('dashboard_widgets', rows, 50);
    },

    /** Creates many copies of a dashboard with distinct names. */
    async createCopies(id: string, count: number): Promise<void> {
      const { knex } = callboard();
      const row = await knex('dashboards').where({ id }).first();
      const rows = Array.from({ length: count }, (_, nth) => ({
        ...row,
        config: '{}',
        id: createId(nth),
        sort_name: `FILLED ${nth}`,
      }));
      await knex.batchInsert('dashboards', rows, 50);
    },
  };
}
