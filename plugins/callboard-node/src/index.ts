/**
 * The library for backend plugins and modules that integrate with Callboard.
 *
 * @packageDocumentation
 */
export * from './auditSources';
export * from './createServiceClient';
export * from './localNotifications';
export * from './notifications';
export * from './NotificationsService';
export * from './permissions';
export * from './seeding';
export * from './verifyWebhook';
export * from './workItemSources';
