/**
 * The admin page of Callboard, and the organisation.
 *
 * @packageDocumentation
 */
export { callboardHeaderModule } from './header/callboardHeaderModule';
export { callboardPlugin, default } from './plugin';
export * from './translations';
