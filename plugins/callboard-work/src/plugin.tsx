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
import { myWorkRouteRef } from './routes';

/** The kinds that can be a project unless a portal says otherwise. */
const canBeProject = { kind: { $in: ['system', 'component'] } };

const entityContent = EntityContentBlueprint.make({
  params: {
    path: '/work',
    title: 'Work',
    filter: canBeProject,
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
    name: 'CallboardMyWork',
    title: 'My work',
    description: 'What is assigned to you and not done yet.',
    layout: { width: { minColumns: 4 }, height: { minRows: 4 } },
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
  routes: { root: myWorkRouteRef },
  info: { packageJson: () => import('../package.json') },
  extensions: [entityContent, entityCard, myWorkPage, myWorkWidget],
});
