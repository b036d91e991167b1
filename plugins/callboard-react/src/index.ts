/**
 * What the frontend plugins of Callboard share.
 *
 * @packageDocumentation
 */
export * from './admin/AdminBlockBlueprint';
export * from './admin/adminBlockDataRef';
export * from './api/callboardApiRef';
export * from './api/useCallboardClient';
export * from './query/CallboardProvider';
export * from './query/queryKeyOf';
export * from './query/statusOf';
export * from './query/useCallboardQuery';
export * from './query/useMe';
export * from './states/EmptyState';
export * from './states/ErrorState';
export * from './states/LoadingState';
export * from './states/NoAccess';
export * from './states/QueryState';
export * from './translation';
