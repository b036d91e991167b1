import { loadIfOn } from '@callboard/plugin-callboard-react';
import callboardNotificationsPlugin from './plugin';

/**
 * Loads the plugin unless its feature is off. Not in `index.ts`: as long as the index only
 * re-exports, an app that needs the default export does not load the texts of all pages.
 *
 * @public
 */
export default loadIfOn('notifications', callboardNotificationsPlugin);
