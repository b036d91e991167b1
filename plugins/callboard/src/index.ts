/**
 * The admin page and the organisation page of Callboard.
 *
 * @packageDocumentation
 */
export { callboardHeaderModule } from './header/callboardHeaderModule';
export { default as callboardPlugin } from './plugin';
export { default } from './pluginLoader';
export * from './translations';
