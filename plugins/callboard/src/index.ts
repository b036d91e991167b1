/**
 * The admin page of Callboard.
 *
 * @packageDocumentation
 */
export { callboardPlugin as default } from './plugin';
export * from './translation';
