export * from './endpoints';
export * from './eventTypes';
export * from './schemas';
