/** The texts of all pages, for portals that replace or translate them. */
export { callboardDashboardsAnalyticsTranslationRef } from './analytics/analyticsTranslation';
export { callboardDashboardsEditTranslationRef } from './edit/editTranslation';
export { callboardDashboardsEmbeddedTranslationRef } from './embedded/embeddedTranslation';
export { callboardDashboardsFilesTranslationRef } from './files/filesTranslation';
export { callboardDashboardsListTranslationRef } from './list/listTranslation';
export { callboardDashboardsSchedulesTranslationRef } from './schedules/schedulesTranslation';
export { callboardDashboardsSettingsTranslationRef } from './settings/settingsTranslation';
export { callboardDashboardsViewTranslationRef } from './view/viewTranslation';
export { callboardDashboardsWidgetsTranslationRef } from './widgets/widgetsTranslation';
