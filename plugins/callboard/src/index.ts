/**
 * The admin page of Callboard, and the organisation.
 *
 * @packageDocumentation
 */
export { callboardHeaderModule } from './header/callboardHeaderModule';
export { callboardPlugin as default } from './plugin';
export * from './translations';
