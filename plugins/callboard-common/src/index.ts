/**
 * The contract of Callboard: endpoints, schemas, types, permissions and the
 * typed client.
 *
 * @packageDocumentation
 */
export * from './activity/changedFields';
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
export * from './activity/labels';
export * from './activity/schemas';
export { portalActions, viewActions } from './activity/words';
export * from './changes';
export * from './live/endpoints';
export * from './live/signals';
export * from './charts/chartFormats';
export * from './client/CallboardClient';
export * from './assistants/endpoints';
export { MAX_FILTER_VALUES } from './contract/createListParameter';
export * from './contract/endpoint';
export * from './contract/endpoints';
export * from './contract/getLinkKind';
export * from './contract/primitives';
export * from './contract/text';
export * from './critical/endpoints';
export * from './critical/schemas';
export * from './dashboards';
export * from './departments/endpoints';
export * from './departments/schemas';
export * from './imports/schemas';
export * from './integrity/endpoints';
export * from './integrity/schemas';
export * from './mail/endpoints';
export * from './me/endpoints';
export * from './mediaTypes';
export * from './members/endpoints';
export * from './members/schemas';
export * from './memberships/endpoints';
export * from './notifications';
export * from './organisation/endpoints';
export * from './organisation/location';
export * from './permissions';
export * from './privacy/accessLogEndpoints';
export * from './privacy/accessLogSchemas';
export * from './privacy/dataInventory';
export * from './privacy/myDataEndpoints';
export * from './privacy/myDataSchemas';
export * from './privacy/erasureEndpoints';
export * from './privacy/erasureSchemas';
export * from './projects/endpoints';
export * from './projects/settings';
export * from './privacy/pseudonyms';
export * from './privacy/unmaskEndpoints';
export * from './retention/endpoints';
export * from './retention/schemas';
export * from './roles';
export * from './search/endpoints';
export * from './settings/Setting';
export * from './settings/SettingsSchema';
export * from './staff/endpoints';
export * from './staff/schemas';
export * from './system/dispatches';
export * from './system/queues';
export * from './system/subscribers';
export * from './system/endpoints';
export * from './resources/endpoints';
export * from './resources/paths';
export * from './text/formats';
export * from './time';
export * from './utf8';
export * from './webhooks';
export * from './work';
export * from './workspaces/endpoints';
export * from './workspaces/settings';
