import {
  AppRootElementBlueprint,
  coreExtensionData,
  createFrontendPlugin,
  PluginHeaderActionBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';
import {
  AdminBlockBlueprint,
  everyPageDataRef,
  TabbedPageBlueprint,
} from '@callboard/plugin-callboard-react';
import EditNotificationsOutlinedIcon from '@mui/icons-material/EditNotificationsOutlined';
import NotificationsNoneOutlinedIcon from '@mui/icons-material/NotificationsNoneOutlined';
import { lazy, Suspense } from 'react';
import {
  notificationsWidgetParams,
  inboxSubPage,
  preferencesSubPage,
} from './extensionParams';
import {
  announcementsExternalRouteRef,
  notificationPreferencesRouteRef,
  notificationsRouteRef,
} from './routes';

const notificationsPage = TabbedPageBlueprint.make({
  params: {
    path: '/notifications',
    title: 'Notifications',
    icon: <NotificationsNoneOutlinedIcon fontSize="inherit" />,
    routeRef: notificationsRouteRef,
  },
});

const inboxPage = SubPageBlueprint.make({
  name: 'inbox',
  params: inboxSubPage,
});

const preferencesPage = SubPageBlueprint.make({
  name: 'preferences',
  params: preferencesSubPage,
});

const bell = PluginHeaderActionBlueprint.makeWithOverrides({
  name: 'bell',
  output: [coreExtensionData.reactElement, everyPageDataRef],
  *factory(originalFactory) {
    yield* originalFactory({
      loader: () => import('./bell/Bell').then(m => <m.Bell />),
    });
    // Lets `callboardHeaderModule` show the bell on every page; without that module, only the pages
    // of this plugin show it.
    yield everyPageDataRef(true);
  },
});

const adminBlock = AdminBlockBlueprint.make({
  name: 'types',
  params: {
    title: 'Notification types',
    description:
      'See every type, including those for admins, and choose what to be notified about.',
    icon: <EditNotificationsOutlinedIcon />,
    to: '/notifications/preferences',
    order: 600,
  },
});

const Listener = lazy(() =>
  import('./bell/Listener').then(m => ({ default: m.Listener })),
);

const listener = AppRootElementBlueprint.make({
  name: 'listener',
  params: {
    element: (
      <Suspense fallback={null}>
        <Listener />
      </Suspense>
    ),
  },
});

const widget = HomePageWidgetBlueprint.make({
  params: {
    ...notificationsWidgetParams,
    components: () =>
      import('./NotificationsWidget').then(m => ({
        Content: m.NotificationsWidget,
      })),
  },
});

/**
 * Notifications: the bell, the page with all notifications, the preferences, and the home-page
 * widget.
 *
 * @public
 */
const callboardNotificationsPlugin = createFrontendPlugin({
  pluginId: 'callboard-notifications',
  title: 'Notifications',
  icon: <NotificationsNoneOutlinedIcon fontSize="inherit" />,
  routes: {
    root: notificationsRouteRef,
    preferences: notificationPreferencesRouteRef,
  },
  externalRoutes: { announcements: announcementsExternalRouteRef },
  info: { packageJson: () => import('../package.json') },
  extensions: [
    notificationsPage,
    inboxPage,
    preferencesPage,
    adminBlock,
    bell,
    listener,
    widget,
  ],
});
export default callboardNotificationsPlugin;
