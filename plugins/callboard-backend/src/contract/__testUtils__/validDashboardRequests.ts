import { bySlug, RequestMaker } from './requestMakers';
import { TargetWorkspace, ContractFixture } from './ContractFixture';

const byDashboard = async (
  fixture: ContractFixture,
  target: TargetWorkspace,
) => ({
  params: await fixture.dashboards.createDashboard(target),
});

const byWidget = async (fixture: ContractFixture, target: TargetWorkspace) => ({
  params: await fixture.dashboards.createWidget(target),
});

/** A valid request to each endpoint of dashboards, by operation id. */
export const validDashboardRequests: Record<string, RequestMaker> = {
  listDashboards: bySlug,
  createDashboard: async (fixture, target) => ({
    ...(await bySlug(fixture, target)),
    body: { name: fixture.createName('Dashboard') },
  }),
  importDashboard: async (fixture, target) => ({
    ...(await bySlug(fixture, target)),
    body: {
      callboard_dashboard: 1,
      name: fixture.createName('Dashboard'),
      description: null,
      config: {},
      widgets: [],
      references: [],
    },
  }),
  getDashboard: byDashboard,
  updateDashboard: async (fixture, target) => ({
    ...(await byDashboard(fixture, target)),
    body: { name: fixture.createName('Dashboard') },
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
    const { wid, ...params } = await fixture.dashboards.createWidget(target);
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
    body: { title: fixture.createName('Widget') },
  }),
  deleteWidget: byWidget,
  listDashboardSchedules: byDashboard,
  createDashboardSchedule: async (fixture, target) => ({
    ...(await byDashboard(fixture, target)),
    body: await fixture.dashboards.createScheduleBody(target),
  }),
  updateDashboardSchedule: async (fixture, target) => ({
    params: await fixture.dashboards.createSchedule(target),
    body: { hour: 9 },
  }),
  deleteDashboardSchedule: async (fixture, target) => ({
    params: await fixture.dashboards.createSchedule(target),
  }),
};
