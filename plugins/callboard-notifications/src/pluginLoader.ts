import { loadIfOn } from '@callboard/plugin-callboard-react';
import callboardNotificationsPlugin from './plugin';

/**
 * Loads the plugin unless its feature is off. Defined here because `index.ts` must only re-export:
 * an app that imports the default export then does not load the texts of all pages.
 *
 * @public
 */
export default loadIfOn('notifications', callboardNotificationsPlugin);
