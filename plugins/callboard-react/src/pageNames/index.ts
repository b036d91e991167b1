/**
 * What the pages of a portal are called.
 *
 * @packageDocumentation
 */
export * from './pageNameOf';
