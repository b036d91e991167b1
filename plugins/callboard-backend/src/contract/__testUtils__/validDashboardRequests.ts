import { bySlug, RequestMaker } from './requestMakers';
import { Place, ContractFixture } from './ContractFixture';

const byDashboard = async (fixture: ContractFixture, place: Place) => ({
  params: await fixture.dashboards.newDashboard(place),
});

const byWidget = async (fixture: ContractFixture, place: Place) => ({
  params: await fixture.dashboards.newWidget(place),
});

/** A valid request to each endpoint of dashboards, by operation id. */
export const validDashboardRequests: Record<string, RequestMaker> = {
  listDashboards: bySlug,
  createDashboard: async (fixture, place) => ({
    ...(await bySlug(fixture, place)),
    body: { name: fixture.newName('Dashboard') },
  }),
  importDashboard: async (fixture, place) => ({
    ...(await bySlug(fixture, place)),
    body: {
      callboard_dashboard: 1,
      name: fixture.newName('Dashboard'),
      description: null,
      config: {},
      widgets: [],
      references: [],
    },
  }),
  getDashboard: byDashboard,
  updateDashboard: async (fixture, place) => ({
    ...(await byDashboard(fixture, place)),
    body: { name: fixture.newName('Dashboard') },
  }),
  deleteDashboard: byDashboard,
  duplicateDashboard: byDashboard,
  exportDashboard: byDashboard,
  exportDashboardXlsx: byDashboard,
  exportDashboardPdf: byDashboard,
  favourDashboard: byDashboard,
  unfavourDashboard: byDashboard,
  getDashboardSubscription: byDashboard,
  putDashboardSubscription: async (fixture, place) => ({
    ...(await byDashboard(fixture, place)),
    body: { level: 'all' },
  }),
  deleteDashboardSubscription: byDashboard,
  layOutDashboard: async (fixture, place) => {
    const { wid, ...params } = await fixture.dashboards.newWidget(place);
    const at = { id: wid, x: 1, y: 1, width: 4, height: 4 };
    return { params, body: { widgets: [at] } };
  },
  getNumberVocabulary: bySlug,
  previewWidget: async (fixture, place) => ({
    ...(await bySlug(fixture, place)),
    body: { widget_type: 'time_chart', config: { x_axis: 'MEMBER' } },
  }),
  getWidgetData: byWidget,
  exportWidgetCsv: byWidget,
  exportWidgetXlsx: byWidget,
  getAnalytics: bySlug,
  listWidgetRows: byWidget,
  listWidgets: byDashboard,
  createWidget: async (fixture, place) => ({
    ...(await byDashboard(fixture, place)),
    body: { widget_type: 'text' },
  }),
  getWidget: byWidget,
  updateWidget: async (fixture, place) => ({
    ...(await byWidget(fixture, place)),
    body: { title: fixture.newName('Widget') },
  }),
  deleteWidget: byWidget,
  listDashboardSchedules: byDashboard,
  createDashboardSchedule: async (fixture, place) => ({
    ...(await byDashboard(fixture, place)),
    body: await fixture.dashboards.scheduleBody(place),
  }),
  updateDashboardSchedule: async (fixture, place) => ({
    params: await fixture.dashboards.newSchedule(place),
    body: { hour: 9 },
  }),
  deleteDashboardSchedule: async (fixture, place) => ({
    params: await fixture.dashboards.newSchedule(place),
  }),
};
