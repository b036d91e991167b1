/** The plugin for portals on the legacy frontend system. @packageDocumentation */
export {
  AnalyticsPage,
  callboardDashboardsPlugin,
  callboardDashboardsRoutes,
  callboardWorkDepartmentSection,
  DashboardsPage,
  EntityDashboardCard,
  HomeDashboardWidget,
} from './plugin';
export * from '../routes';
export * from '../translations';
