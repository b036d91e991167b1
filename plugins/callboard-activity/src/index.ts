/**
 * Activity Tracker, workspace activity, my activity, and the history on entity
 * pages.
 *
 * @packageDocumentation
 */
export { default } from './plugin';
export * from './routes';
export { callboardActivityTranslationRef } from './translation';
