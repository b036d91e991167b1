/**
 * Projects and their work items: the Projects page, the tab and card on entity pages, the user's
 * work, and the settings of projects.
 *
 * @packageDocumentation
 */
import { loadIfOn } from '@callboard/plugin-callboard-react';
import callboardWorkPlugin from './plugin';

export { callboardWorkPlugin };
/** Loads the plugin unless its feature is off. @public */
export default loadIfOn('work', callboardWorkPlugin);
export * from './routes';
export * from './translations';
