import { endpoints } from '@callboard/plugin-callboard-common';

/** The reads whose answers change with what is logged. */
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
