export * from './analytics';
export * from './chartTypes';
export * from './widgetDataEndpoints';
export * from './endpoints';
export * from './layout';
export * from './numbers';
export * from './numberVocabulary';
export * from './schemas';
export {
  dashboardTemplateNames,
  type DashboardTemplateName,
  type DashboardTemplate,
} from './templates/DashboardTemplate';
export * from './templates/dashboardTemplates';
export * from './schedules';
export * from './transfer';
export * from './vocabulary';
export * from './widgetConfig';
export * from './widgetProblems';
