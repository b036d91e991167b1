export * from './commentEndpoints';
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
export * from './identifiers';
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
export * from './ingestedComments';
export * from './mentions';
export * from './mayChange';
export * from './projectOverviews';
export * from './ranks';
export * from './search';
export * from './defineSettingEndpoints';
export * from './settings';
export * from './workItems';
