import { endpoints } from '@callboard/plugin-callboard-common';

/** The endpoints whose responses depend on worklogs. */
export const timeReads = [
  endpoints.getTimesheet,
  endpoints.listWorklogs,
  endpoints.listWorklogsOfItem,
  endpoints.listTimeSuggestions,
  endpoints.getTimeSummary,
  endpoints.getProjectTimeSummary,
  endpoints.listEstimates,
  endpoints.getCapacity,
  endpoints.listPeriods,
  endpoints.getPeriod,
  endpoints.getPeriodHistory,
  endpoints.getPeriodChanges,
];
