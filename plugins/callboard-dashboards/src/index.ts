/**
 * Dashboards, and the page Analytics.
 *
 * @packageDocumentation
 */
export { callboardDashboardsPlugin as default } from './plugin';
export * from './routes';
export { callboardDashboardsListTranslationRef } from './list/listTranslation';
export { callboardDashboardsViewTranslationRef } from './view/viewTranslation';
export { callboardDashboardsWidgetsTranslationRef } from './widgets/widgetsTranslation';
export { callboardDashboardsEditTranslationRef } from './edit/editTranslation';
export { callboardDashboardsEmbeddedTranslationRef } from './embedded/embeddedTranslation';
export { callboardDashboardsAnalyticsTranslationRef } from './analytics/analyticsTranslation';
export { callboardDashboardsFilesTranslationRef } from './files/filesTranslation';
export { callboardDashboardsSchedulesTranslationRef } from './schedules/schedulesTranslation';
export { callboardDashboardsSettingsTranslationRef } from './settings/settingsTranslation';
