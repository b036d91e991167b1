export * from './announcements';
export * from './endpoints';
export {
  MAX_NOTIFICATION_TITLE,
  MAX_NOTIFICATION_BODY,
  MAX_NOTIFICATION_META,
  MAX_NOTIFICATIONS_PER_REQUEST,
  notificationSeverities,
  type NotificationSeverity,
  notificationSeverity,
  notificationType,
  notificationTarget,
  notification,
  type Notification,
  notificationPatch,
  type NotificationPatch,
  notificationsPatch,
  type NotificationsPatch,
  recipientRef,
  newNotification,
  type NewNotification,
  type NewNotificationInput,
} from './schemas';
export * from './subscriptions';
