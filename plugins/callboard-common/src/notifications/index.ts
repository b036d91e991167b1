export * from './announcementEndpoints';
export * from './announcements';
export * from './endpoints';
export * from './preferences';
export * from './schemas';
export * from './subscriptionEndpoints';
export * from './subscriptions';
