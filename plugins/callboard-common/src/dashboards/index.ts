export * from './analytics';
export * from './chartTypes';
export * from './widgetDataEndpoints';
export * from './endpoints';
export {
  findFreePosition,
  GRID_COLUMNS,
  MAX_GRID_ROWS,
  MAX_WIDGET_HEIGHT,
  findSizeProblems,
  widgetExtents,
  widgetSize,
  type GridExtent,
  type WidgetExtents,
  type WidgetSize,
} from './layout';
export * from './numbers';
export * from './numberVocabulary';
export {
  dashboard,
  dashboardAccess,
  dashboardConfig,
  dashboardLayout,
  dashboardPatch,
  dashboardWithWidgets,
  MAX_DASHBOARD_BYTES,
  MAX_DASHBOARDS_PER_WORKSPACE,
  MAX_WIDGETS_PER_DASHBOARD,
  newDashboard,
  newWidget,
  findWidgetProblems,
  widget,
  widgetPatch,
  type Dashboard,
  type DashboardAccess,
  type DashboardConfig,
  type DashboardLayout,
  type DashboardPatch,
  type DashboardWithWidgets,
  type NewDashboard,
  type NewWidget,
  type Widget,
  type WidgetPatch,
} from './schemas';
export {
  dashboardTemplateNames,
  type DashboardTemplateName,
  type DashboardTemplate,
} from './templates/DashboardTemplate';
export * from './templates/dashboardTemplates';
export * from './schedules';
export * from './transfer';
export * from './vocabulary';
export {
  widgetType,
  type WidgetType,
  sourceByWidgetType,
  datePreset,
  type DatePreset,
  dayRange,
  type DayRange,
  dateRangeChoice,
  type DateRangeChoice,
  interval,
  type Interval,
  thresholdOperator,
  threshold,
  type Threshold,
  MAX_WIDGET_TEXT_LENGTH,
  DEFAULT_BAR_COUNT,
  MAX_BAR_COUNT,
  MAX_LISTED_ITEMS,
  getMaxLimit,
  MAX_BUCKETS,
  type WidgetConfig,
  widgetConfig,
  filtersBySource,
  widgetFilters,
  type WidgetFilters,
  getMetricQuery,
  type MetricQuery,
} from './widgetConfig';
export * from './widgetProblems';
