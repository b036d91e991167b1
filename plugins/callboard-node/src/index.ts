/**
 * What other backend plugins and modules import to work with Callboard.
 *
 * @packageDocumentation
 */
export * from './seeding';
