/**
 * The contract of Callboard: endpoints, schemas, types, permissions and the
 * typed client.
 *
 * @packageDocumentation
 */
export * from './activity/labels';
export * from './activity/endpoints';
export {
  toActivityFilter,
  activityFilterParameters,
  activityScopeParameters,
  DEFAULT_ACTIVITY_LIMIT,
  groupByDimensions,
  type ActivityFilter,
  type GroupByDimension,
} from './activity/filters';
export {
  MAX_EVENTS_PER_POST,
  MAX_METADATA_BYTES,
  activityAction,
  activitySource,
  type ActivitySource,
  HIDDEN_VALUE,
  fieldChange,
  type FieldChange,
  activity,
  type Activity,
  newActivity,
  type NewActivity,
  activitySummary,
  type ActivitySummary,
  activityFacets,
  type ActivityFacets,
  activityPage,
  type ActivityPage,
  activityCountsCheck,
  type ActivityCountsCheck,
  portalActions,
  viewActions,
} from './activity/schemas';
export * from './changes';
export * from './endpoints/live';
export * from './charts/chartFormats';
export * from './contract/CallboardClient';
export * from './endpoints/assistants';
export {
  MAX_FILTER_VALUES,
  jsonValue,
  type JsonValue,
  uuid,
  isSearchable,
  slug,
  instant,
  instantInput,
  calendarDate,
  timeZone,
  userRef,
  createIntegerParameter,
  booleanParameter,
  cursorParameter,
  pageParameters,
  createPageSchema,
} from './contract/primitives';
export * from './contract/describeIssue';
export * from './contract/endpoint';
export * from './contract/endpoints';
export * from './contract/getLinkKind';
export * from './contract/text';
export * from './endpoints/critical';
export * from './dashboards';
export * from './departments/endpoints';
export * from './departments/schemas';
export * from './contract/imports';
export * from './endpoints/integrity';
export * from './endpoints/mail';
export * from './endpoints/me';
export * from './endpoints/members';
export * from './notifications';
export * from './endpoints/organisation';
export * from './features';
export * from './permissions';
export * from './privacy/accessLog';
export * from './privacy/capture';
export * from './privacy/dataInventory';
export * from './privacy/myData';
export * from './privacy/erasure';
export * from './projects/endpoints';
export * from './projects/settings';
export * from './privacy/unmasking';
export * from './endpoints/retention';
export * from './roles';
export * from './endpoints/search';
export * from './settings/SettingsSchema';
export * from './staff/endpoints';
export * from './staff/schemas';
export * from './endpoints/system';
export * from './resources/endpoints';
export * from './resources/paths';
export * from './contract/formats';
export * from './time';
export * from './webhooks';
export * from './work';
export * from './workspaces/endpoints';
export * from './workspaces/settings';
