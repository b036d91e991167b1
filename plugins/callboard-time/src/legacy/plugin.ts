import { convertLegacyRouteRef } from '@backstage/core-compat-api';
import {
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
} from '@backstage/core-plugin-api';
import { bridged } from '@callboard/plugin-callboard-react/legacy';
import { myTimeRouteRef } from '../routes';

const routes = { root: convertLegacyRouteRef(myTimeRouteRef) };

/**
 * The time that people log.
 *
 * @public
 */
export const callboardTimePlugin = createPlugin({
  id: 'callboard-time',
  routes,
});

/** One's own time, by week and by day. @public */
export const MyTimePage = callboardTimePlugin.provide(
  createRoutableExtension({
    name: 'MyTimePage',
    mountPoint: routes.root,
    component: bridged(() => import('./TimePage').then(m => m.TimePage)),
  }),
);

/**
 * The timer as an entry of the sidebar. It keeps up with other tabs, and its portal
 * logs time by a key, so a portal has it once.
 *
 * @public
 */
export const CallboardTimerItem = callboardTimePlugin.provide(
  createComponentExtension({
    name: 'CallboardTimerItem',
    component: {
      lazy: bridged(() => import('./TimerItem').then(m => m.TimerItem)),
    },
  }),
);
