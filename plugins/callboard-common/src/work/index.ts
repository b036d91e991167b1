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
  ingestedModule,
  ingestedSetting,
  ingestedState,
  ingestedWorkItem,
  ingestedWorklog,
  ingestionResult,
  MAX_INGESTED_ITEMS,
  workItemIngestion,
  type IngestedCycle,
  type IngestedLabel,
  type IngestedModule,
  type IngestedSetting,
  type IngestedState,
  type IngestedWorkItem,
  type IngestedWorklog,
  type IngestionResult,
  type WorkItemIngestion,
} from './ingest';
export * from './importItems';
export * from './mentions';
export * from './canChange';
export * from './projectOverviews';
export * from './defineSettingEndpoints';
export * from './settings';
export * from './sources';
