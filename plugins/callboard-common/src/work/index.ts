export * from './comments';
export * from './endpoints';
export {
  NONE,
  workItemFilters,
  workItemOrder,
  type WorkItemFilters,
  type WorkItemOrder,
  type WorkItemOrderField,
} from './filters';
export * from './workItems';
export {
  ingestedCycle,
  ingestedLabel,
  ingestedSetting,
  ingestedWorkItem,
  ingestionResult,
  MAX_INGESTED_ITEMS,
  workItemIngestion,
  type IngestedCycle,
  type IngestedLabel,
  type IngestedSetting,
  type IngestedWorkItem,
  type IngestionResult,
  type WorkItemIngestion,
} from './ingest';
export * from './mentions';
export * from './canChange';
export * from './projectOverviews';
export * from './defineSettingEndpoints';
export * from './settings';
