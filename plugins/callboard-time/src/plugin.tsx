import {
  AppRootElementBlueprint,
  coreExtensionData,
  createFrontendPlugin,
  PageBlueprint,
  PluginHeaderActionBlueprint,
} from '@backstage/frontend-plugin-api';
import { everyPageDataRef } from '@callboard/plugin-callboard-react';
import AccessTimeOutlinedIcon from '@mui/icons-material/AccessTimeOutlined';
import { lazy, Suspense } from 'react';
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

const timer = PluginHeaderActionBlueprint.makeWithOverrides({
  name: 'timer',
  output: [coreExtensionData.reactElement, everyPageDataRef],
  *factory(originalFactory) {
    yield* originalFactory({
      loader: () => import('./timer/HeaderTimer').then(m => <m.HeaderTimer />),
    });
    yield everyPageDataRef(true);
  },
});

const Everywhere = lazy(() =>
  import('./everywhere/Everywhere').then(m => ({ default: m.Everywhere })),
);

const everywhere = AppRootElementBlueprint.make({
  name: 'everywhere',
  params: {
    element: (
      <Suspense fallback={null}>
        <Everywhere />
      </Suspense>
    ),
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
  extensions: [myTimePage, timer, everywhere],
});
