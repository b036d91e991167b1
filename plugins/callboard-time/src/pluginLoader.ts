import { loadIfOn } from '@callboard/plugin-callboard-react';
import callboardTimePlugin from './plugin';

/**
 * Loads the plugin unless its feature is off. This code must not move to `index.ts`: while the
 * index only re-exports, an app that needs the default export does not load the texts of all pages.
 *
 * @public
 */
export default loadIfOn('time', callboardTimePlugin);
