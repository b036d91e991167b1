/**
 * What other backend plugins and modules import to work with Callboard.
 *
 * @packageDocumentation
 */
export * from './createServiceClient';
export * from './permissions';
export * from './seeding';
export * from './workItemSources';
