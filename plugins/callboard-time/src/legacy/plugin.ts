import { convertLegacyRouteRef } from '@backstage/core-compat-api';
import {
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
} from '@backstage/core-plugin-api';
import { createCardExtension } from '@backstage/plugin-home-react';
import {
  attachAdminBlock,
  bridged,
  pageSection,
  type DepartmentSectionProps,
  type PageSection,
  type WorkItemSectionProps,
} from '@callboard/plugin-callboard-react/legacy';
import { timeBlock } from '../admin/timeBlock';
import { myWeekCard, timerCard } from '../home/timeCards';
import {
  entityTimeRouteRef,
  myTimeRouteRef,
  teamTimeRouteRef,
  timeAdminRouteRef,
} from '../routes';

const routes = {
  root: convertLegacyRouteRef(myTimeRouteRef),
  entityContent: convertLegacyRouteRef(entityTimeRouteRef),
  team: convertLegacyRouteRef(teamTimeRouteRef),
  admin: convertLegacyRouteRef(timeAdminRouteRef),
};

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

/** The tab with the time of an entity's project. @public */
export const EntityTimeContent = callboardTimePlugin.provide(
  createRoutableExtension({
    name: 'EntityTimeContent',
    mountPoint: routes.entityContent,
    component: bridged(() =>
      import('../entity/EntityTimeContent').then(m => m.EntityTimeContent),
    ),
  }),
);

/** How much time an entity's project took, as a card. @public */
export const EntityTimeCard = callboardTimePlugin.provide(
  createComponentExtension({
    name: 'EntityTimeCard',
    component: {
      lazy: bridged(() =>
        import('../entity/EntityTimeCard').then(m => m.EntityTimeCard),
      ),
    },
  }),
);

/**
 * Time in the details of work items: a portal hands it to `pageSectionsFactory` among
 * its APIs.
 *
 * @public
 */
export const callboardTimeItemSection: PageSection<WorkItemSectionProps> =
  pageSection({
    name: 'time',
    order: 100,
    load: bridged(() => import('../item/ItemTime').then(m => m.ItemTime)),
  });

/**
 * Time on the pages of departments: a portal hands it to `pageSectionsFactory` among
 * its APIs.
 *
 * @public
 */
export const callboardTimeDepartmentSection: PageSection<DepartmentSectionProps> =
  pageSection({
    name: 'time',
    order: 100,
    load: bridged(() =>
      import('../department/DepartmentTime').then(m => m.DepartmentTime),
    ),
  });

/** The running timer, or what starts one, on the home page. @public */
export const HomeTimer = callboardTimePlugin.provide(
  createCardExtension({
    ...timerCard,
    components: async () => ({
      Content: await bridged(() =>
        import('../home/TimerWidget').then(m => m.TimerWidget),
      )(),
    }),
  }),
);

/** How much of the week is logged, on the home page. @public */
export const HomeMyWeek = callboardTimePlugin.provide(
  createCardExtension({
    ...myWeekCard,
    components: async () => ({
      Content: await bridged(() =>
        import('../home/MyWeekWidget').then(m => m.MyWeekWidget),
      )(),
    }),
  }),
);

/** The time of the people whom the reader manages. @public */
export const TeamTimePage = callboardTimePlugin.provide(
  createRoutableExtension({
    name: 'TeamTimePage',
    mountPoint: routes.team,
    component: bridged(() =>
      import('./LegacyTeamTimePage').then(m => m.LegacyTeamTimePage),
    ),
  }),
);

/** What admins settle about time, as one of the tabs of the admin page. @public */
export const TimeAdminPage = callboardTimePlugin.provide(
  createRoutableExtension({
    name: 'TimeAdminPage',
    mountPoint: routes.admin,
    component: bridged(() =>
      import('./LegacyTimeAdminPage').then(m => m.LegacyTimeAdminPage),
    ),
  }),
);
attachAdminBlock(TimeAdminPage, timeBlock);
