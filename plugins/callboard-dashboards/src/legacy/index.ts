/**
 * The plugin for portals on the legacy frontend system.
 *
 * @packageDocumentation
 */
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
export { callboardDashboardsListTranslationRef } from '../list/listTranslation';
export { callboardDashboardsSettingsTranslationRef } from '../settings/settingsTranslation';
export { callboardDashboardsViewTranslationRef } from '../view/viewTranslation';
export { callboardDashboardsWidgetsTranslationRef } from '../widgets/widgetsTranslation';
export { callboardDashboardsEditTranslationRef } from '../edit/editTranslation';
export { callboardDashboardsEmbeddedTranslationRef } from '../embedded/embeddedTranslation';
export { callboardDashboardsAnalyticsTranslationRef } from '../analytics/analyticsTranslation';
export { callboardDashboardsFilesTranslationRef } from '../files/filesTranslation';
export { callboardDashboardsSchedulesTranslationRef } from '../schedules/schedulesTranslation';
