import {
  AppRootElementBlueprint,
  coreExtensionData,
  createFrontendPlugin,
  PageBlueprint,
  PluginHeaderActionBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';
import {
  AdminBlockBlueprint,
  DepartmentSectionBlueprint,
  everyPageDataRef,
  LoadingState,
  makeAdminSubPage,
  withSkeleton,
  WorkItemSectionBlueprint,
  canAdminister,
} from '@callboard/plugin-callboard-react';
import AccessTimeOutlinedIcon from '@mui/icons-material/AccessTimeOutlined';
import GroupsOutlinedIcon from '@mui/icons-material/GroupsOutlined';
import { lazy, Suspense } from 'react';
import {
  timeBlock,
  myWeekWidgetParams,
  timerWidgetParams,
} from './extensionParams';
import {
  entityTimeRouteRef,
  myTimeRouteRef,
  teamTimeRouteRef,
  timeAdminRouteRef,
} from './routes';

const myTimePage = PageBlueprint.make({
  params: {
    path: '/my-time',
    title: 'My time',
    icon: <AccessTimeOutlinedIcon fontSize="inherit" />,
    routeRef: myTimeRouteRef,
    loader: withSkeleton(() =>
      import('./mine/MyTimeContent').then(m => <m.MyTimeContent />),
    ),
  },
});

const teamTimePage = PageBlueprint.make({
  name: 'team',
  params: {
    path: '/team-time',
    title: 'Team time',
    icon: <GroupsOutlinedIcon fontSize="inherit" />,
    routeRef: teamTimeRouteRef,
    loader: withSkeleton(() =>
      import('./team/TeamTimeContent').then(m => <m.TeamTimeContent />),
    ),
  },
});

const projectKindFilter = { kind: { $in: ['system', 'component'] } };

const entityContent = EntityContentBlueprint.make({
  params: {
    path: '/time',
    title: 'Time',
    filter: projectKindFilter,
    routeRef: entityTimeRouteRef,
    loader: withSkeleton(
      () => import('./entity/TimeTab').then(m => <m.TimeTab />),
      <LoadingState rows={10} rowHeight={40} />,
    ),
  },
});

const entityCard = EntityCardBlueprint.make({
  params: {
    type: 'info',
    filter: projectKindFilter,
    loader: () => import('./entity/TimeCard').then(m => <m.TimeCard />),
  },
});

const itemSection = WorkItemSectionBlueprint.make({
  name: 'time',
  params: {
    order: 100,
    loader: () => import('./item/ItemTime').then(m => m.ItemTime),
  },
});

const adminTab = makeAdminSubPage({
  name: 'admin',
  params: {
    path: 'time',
    title: 'Time',
    isOpen: canAdminister,
    routeRef: timeAdminRouteRef,
    loader: () =>
      import('./admin/TimeAdminContent').then(m => <m.TimeAdminContent />),
  },
});

const adminBlock = AdminBlockBlueprint.make({
  name: 'time',
  params: { ...timeBlock, to: '/callboard/time' },
});

const departmentSection = DepartmentSectionBlueprint.make({
  name: 'time',
  params: {
    order: 100,
    loader: () => import('./home/DepartmentTime').then(m => m.DepartmentTime),
  },
});

const timerWidget = HomePageWidgetBlueprint.make({
  name: 'timer',
  params: {
    ...timerWidgetParams,
    components: () =>
      import('./home/TimerWidget').then(m => ({ Content: m.TimerWidget })),
  },
});

const myWeekWidget = HomePageWidgetBlueprint.make({
  name: 'my-week',
  params: {
    ...myWeekWidgetParams,
    components: () =>
      import('./home/MyWeekWidget').then(m => ({ Content: m.MyWeekWidget })),
  },
});

const headerTimer = PluginHeaderActionBlueprint.makeWithOverrides({
  name: 'timer',
  output: [coreExtensionData.reactElement, everyPageDataRef],
  *factory(originalFactory) {
    yield* originalFactory({
      loader: () => import('./timer/HeaderTimer').then(m => <m.HeaderTimer />),
    });
    // The timer gets wider when it starts. Because it comes first, it does not shift other actions.
    yield everyPageDataRef('first');
  },
});

const GlobalTimeFeatures = lazy(() =>
  import('./quickLog/GlobalTimeFeatures').then(m => ({
    default: m.GlobalTimeFeatures,
  })),
);

const globalTimeFeatures = AppRootElementBlueprint.make({
  name: 'everywhere',
  params: {
    element: (
      <Suspense fallback={null}>
        <GlobalTimeFeatures />
      </Suspense>
    ),
  },
});

/** The plugin for time tracking. @public */
const callboardTimePlugin = createFrontendPlugin({
  pluginId: 'callboard-time',
  title: 'Time',
  icon: <AccessTimeOutlinedIcon fontSize="inherit" />,
  routes: {
    root: myTimeRouteRef,
    entityContent: entityTimeRouteRef,
    team: teamTimeRouteRef,
    admin: timeAdminRouteRef,
  },
  info: { packageJson: () => import('../package.json') },
  extensions: [
    myTimePage,
    teamTimePage,
    entityContent,
    entityCard,
    itemSection,
    departmentSection,
    adminTab,
    adminBlock,
    timerWidget,
    myWeekWidget,
    headerTimer,
    globalTimeFeatures,
  ],
});
export default callboardTimePlugin;
