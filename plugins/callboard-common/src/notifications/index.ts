export * from './announcements';
export * from './endpoints';
export * from './schemas';
export * from './subscriptions';
