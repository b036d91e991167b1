import { convertLegacyRouteRef } from '@backstage/core-compat-api';
import {
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
