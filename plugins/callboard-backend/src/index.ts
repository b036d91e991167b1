/**
 * The backend of Callboard.
 *
 * @packageDocumentation
 */
export { callboardPlugin as default } from './plugin';
