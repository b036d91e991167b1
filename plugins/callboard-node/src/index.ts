/**
 * The library for backend plugins and modules that integrate with Callboard.
 *
 * @packageDocumentation
 */
export * from './auditSources';
export * from './createServiceClient';
export * from './EntityLookup';
export * from './localNotifications';
export * from './notificationRules';
export * from './NotificationsService';
export * from './scopePermissions';
export * from './seeding';
export * from './sources/isProjectClosed';
export * from './sources/RefreshQueue';
export * from './sources/SourceApi';
export * from './sources/sourceConfig';
export * from './sources/sourcePause';
export * from './sources/sourceTexts';
export * from './sources/SourceVisibility';
export * from './verifyWebhook';
export * from './workItemPermissions';
export * from './workItemSources';
