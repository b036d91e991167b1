import { bySlug, RequestMaker } from './requestMakers';
import { TargetWorkspace, ContractFixture } from './ContractFixture';

const byDashboard = async (
  fixture: ContractFixture,
  target: TargetWorkspace,
) => ({
  params: await fixture.dashboards.newDashboard(target),
});

const byWidget = async (fixture: ContractFixture, target: TargetWorkspace) => ({
  params: await fixture.dashboards.newWidget(target),
});

/** A valid request to each endpoint of dashboards, by operation id. */
export const validDashboardRequests: Record<string, RequestMaker> = {
  listDashboards: bySlug,
  createDashboard: async (fixture, target) => ({
    ...(await bySlug(fixture, target)),
    body: { name: fixture.newName('Dashboard') },
  }),
  importDashboard: async (fixture, target) => ({
    ...(await bySlug(fixture, target)),
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
  updateDashboard: async (fixture, target) => ({
    ...(await byDashboard(fixture, target)),
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
  putDashboardSubscription: async (fixture, target) => ({
    ...(await byDashboard(fixture, target)),
    body: { level: 'all' },
  }),
  deleteDashboardSubscription: byDashboard,
  layOutDashboard: async (fixture, target) => {
    const { wid, ...params } = await fixture.dashboards.newWidget(target);
    const position = { id: wid, x: 1, y: 1, width: 4, height: 4 };
    return { params, body: { widgets: [position] } };
  },
  getNumberVocabulary: bySlug,
  previewWidget: async (fixture, target) => ({
    ...(await bySlug(fixture, target)),
    body: { widget_type: 'time_chart', config: { x_axis: 'MEMBER' } },
  }),
  getWidgetData: byWidget,
  exportWidgetCsv: byWidget,
  exportWidgetXlsx: byWidget,
  getAnalytics: bySlug,
  listWidgetRows: byWidget,
  listWidgets: byDashboard,
  createWidget: async (fixture, target) => ({
    ...(await byDashboard(fixture, target)),
    body: { widget_type: 'text' },
  }),
  getWidget: byWidget,
  updateWidget: async (fixture, target) => ({
    ...(await byWidget(fixture, target)),
    body: { title: fixture.newName('Widget') },
  }),
  deleteWidget: byWidget,
  listDashboardSchedules: byDashboard,
  createDashboardSchedule: async (fixture, target) => ({
    ...(await byDashboard(fixture, target)),
    body: await fixture.dashboards.scheduleBody(target),
  }),
  updateDashboardSchedule: async (fixture, target) => ({
    params: await fixture.dashboards.newSchedule(target),
    body: { hour: 9 },
  }),
  deleteDashboardSchedule: async (fixture, target) => ({
    params: await fixture.dashboards.newSchedule(target),
  }),
};
