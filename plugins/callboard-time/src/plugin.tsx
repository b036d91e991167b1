import {
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import AccessTimeOutlinedIcon from '@mui/icons-material/AccessTimeOutlined';
import { myTimeRouteRef } from './routes';

const myTimePage = PageBlueprint.make({
  params: {
    path: '/my-time',
    title: 'My time',
    icon: <AccessTimeOutlinedIcon fontSize="inherit" />,
    routeRef: myTimeRouteRef,
    loader: () => import('./mine/MyTimePage').then(m => <m.MyTimePage />),
  },
});

/**
 * The time that people log.
 *
 * @public
 */
export const callboardTimePlugin = createFrontendPlugin({
  pluginId: 'callboard-time',
  title: 'Time',
  icon: <AccessTimeOutlinedIcon fontSize="inherit" />,
  routes: { root: myTimeRouteRef },
  info: { packageJson: () => import('../package.json') },
  extensions: [myTimePage],
});
