/**
 * The admin page of Callboard, and the organisation.
 *
 * @packageDocumentation
 */
export { callboardHeaderModule } from './header/callboardHeaderModule';
export { default as callboardPlugin } from './plugin';
export { default } from './pluginLoader';
export * from './translations';
