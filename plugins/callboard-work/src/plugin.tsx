import {
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';
import AssignmentOutlinedIcon from '@mui/icons-material/AssignmentOutlined';
import { myWorkCard } from './mine/myWorkCard';
import { entityWorkRouteRef, myWorkRouteRef } from './routes';

/** The kinds that can be a project unless a portal says otherwise. */
const canBeProject = { kind: { $in: ['system', 'component'] } };

const entityContent = EntityContentBlueprint.make({
  params: {
    path: '/work',
    title: 'Work',
    filter: canBeProject,
    routeRef: entityWorkRouteRef,
    loader: () =>
      import('./entity/EntityWorkContent').then(m => <m.EntityWorkContent />),
  },
});

const entityCard = EntityCardBlueprint.make({
  params: {
    type: 'info',
    filter: canBeProject,
    loader: () =>
      import('./entity/EntityWorkCard').then(m => <m.EntityWorkCard />),
  },
});

const myWorkPage = PageBlueprint.make({
  params: {
    path: '/my-work',
    title: 'My work',
    icon: <AssignmentOutlinedIcon fontSize="inherit" />,
    routeRef: myWorkRouteRef,
    loader: () => import('./mine/MyWorkPage').then(m => <m.MyWorkPage />),
  },
});

const myWorkWidget = HomePageWidgetBlueprint.make({
  params: {
    ...myWorkCard,
    components: () =>
      import('./mine/MyWorkWidget').then(m => ({ Content: m.MyWorkWidget })),
  },
});

/**
 * Work items on entity pages, one's own work, and the settings of projects.
 *
 * @public
 */
export const callboardWorkPlugin = createFrontendPlugin({
  pluginId: 'callboard-work',
  title: 'Work',
  icon: <AssignmentOutlinedIcon fontSize="inherit" />,
  routes: { root: myWorkRouteRef, entityContent: entityWorkRouteRef },
  info: { packageJson: () => import('../package.json') },
  extensions: [entityContent, entityCard, myWorkPage, myWorkWidget],
});
