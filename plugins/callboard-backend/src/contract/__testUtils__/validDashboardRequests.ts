import { bySlug, RequestMaker } from './requestMakers';
import { Place, World } from './World';

const byDashboard = async (world: World, place: Place) => ({
  params: await world.dashboards.newDashboard(place),
});

const byWidget = async (world: World, place: Place) => ({
  params: await world.dashboards.newWidget(place),
});

/** A valid request to each endpoint of dashboards, by operation id. */
export const validDashboardRequests: Record<string, RequestMaker> = {
  listDashboards: bySlug,
  createDashboard: async (world, place) => ({
    ...(await bySlug(world, place)),
    body: { name: world.newName('Dashboard') },
  }),
  importDashboard: async (world, place) => ({
    ...(await bySlug(world, place)),
    body: {
      callboard_dashboard: 1,
      name: world.newName('Dashboard'),
      description: null,
      config: {},
      widgets: [],
      references: [],
    },
  }),
  getDashboard: byDashboard,
  updateDashboard: async (world, place) => ({
    ...(await byDashboard(world, place)),
    body: { name: world.newName('Dashboard') },
  }),
  deleteDashboard: byDashboard,
  duplicateDashboard: byDashboard,
  exportDashboard: byDashboard,
  exportDashboardXlsx: byDashboard,
  exportDashboardPdf: byDashboard,
  favourDashboard: byDashboard,
  unfavourDashboard: byDashboard,
  getDashboardSubscription: byDashboard,
  putDashboardSubscription: async (world, place) => ({
    ...(await byDashboard(world, place)),
    body: { level: 'all' },
  }),
  deleteDashboardSubscription: byDashboard,
  layOutDashboard: async (world, place) => {
    const { wid, ...params } = await world.dashboards.newWidget(place);
    const at = { id: wid, x: 1, y: 1, width: 4, height: 4 };
    return { params, body: { widgets: [at] } };
  },
  getNumberVocabulary: bySlug,
  previewWidget: async (world, place) => ({
    ...(await bySlug(world, place)),
    body: { widget_type: 'time_chart', config: { x_axis: 'MEMBER' } },
  }),
  getWidgetData: byWidget,
  exportWidgetCsv: byWidget,
  exportWidgetXlsx: byWidget,
  getAnalytics: bySlug,
  listWidgetRows: byWidget,
  listWidgets: byDashboard,
  createWidget: async (world, place) => ({
    ...(await byDashboard(world, place)),
    body: { widget_type: 'text' },
  }),
  getWidget: byWidget,
  updateWidget: async (world, place) => ({
    ...(await byWidget(world, place)),
    body: { title: world.newName('Widget') },
  }),
  deleteWidget: byWidget,
  listDashboardSchedules: byDashboard,
  createDashboardSchedule: async (world, place) => ({
    ...(await byDashboard(world, place)),
    body: await world.dashboards.scheduleBody(place),
  }),
  updateDashboardSchedule: async (world, place) => ({
    params: await world.dashboards.newSchedule(place),
    body: { hour: 9 },
  }),
  deleteDashboardSchedule: async (world, place) => ({
    params: await world.dashboards.newSchedule(place),
  }),
};
