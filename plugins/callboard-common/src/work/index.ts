export * from './endpoints';
export {
  NONE,
  workItemFilters,
  workItemOrder,
  type WorkItemFilters,
  type WorkItemOrder,
  type WorkItemOrderField,
} from './filters';
export * from './ingest';
export * from './projectOverviews';
export * from './search';
export * from './settingEndpoints';
export * from './settings';
export * from './workItems';
