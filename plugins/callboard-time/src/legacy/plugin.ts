import { convertLegacyRouteRef } from '@backstage/core-compat-api';
import {
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
} from '@backstage/core-plugin-api';
import { createCardExtension } from '@backstage/plugin-home-react';
import {
  attachAdminBlock,
  wrapForLegacySystem,
  createPageSection,
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

/** The plugin for time tracking. @public */
export const callboardTimePlugin = createPlugin({
  id: 'callboard-time',
  routes,
});

/** The person's own time, by week and by day. @public */
export const MyTimePage = callboardTimePlugin.provide(
  createRoutableExtension({
    name: 'MyTimePage',
    mountPoint: routes.root,
    component: wrapForLegacySystem(() =>
      import('./TimePage').then(m => m.TimePage),
    ),
  }),
);

/**
 * The timer in the sidebar. Mount it once per portal: it syncs with other tabs and opens quick log
 * with a keyboard shortcut.
 *
 * @public
 */
export const CallboardTimerItem = callboardTimePlugin.provide(
  createComponentExtension({
    name: 'CallboardTimerItem',
    component: {
      lazy: wrapForLegacySystem(() =>
        import('./TimerItem').then(m => m.TimerItem),
      ),
    },
  }),
);

/** The tab with the time of an entity's project. @public */
export const EntityTimeContent = callboardTimePlugin.provide(
  createRoutableExtension({
    name: 'EntityTimeContent',
    mountPoint: routes.entityContent,
    component: wrapForLegacySystem(() =>
      import('../entity/EntityTimeContent').then(m => m.EntityTimeContent),
    ),
  }),
);

/** A card with the total time of an entity's project. @public */
export const EntityTimeCard = callboardTimePlugin.provide(
  createComponentExtension({
    name: 'EntityTimeCard',
    component: {
      lazy: wrapForLegacySystem(() =>
        import('../entity/EntityTimeCard').then(m => m.EntityTimeCard),
      ),
    },
  }),
);

/**
 * The time section of work item details; add it to the portal's APIs with `createPageSectionsFactory`.
 *
 * @public
 */
export const callboardTimeItemSection: PageSection<WorkItemSectionProps> =
  createPageSection({
    name: 'time',
    order: 100,
    load: wrapForLegacySystem(() =>
      import('../item/ItemTime').then(m => m.ItemTime),
    ),
  });

/**
 * The time section of department pages; add it to the portal's APIs with `createPageSectionsFactory`.
 *
 * @public
 */
export const callboardTimeDepartmentSection: PageSection<DepartmentSectionProps> =
  createPageSection({
    name: 'time',
    order: 100,
    load: wrapForLegacySystem(() =>
      import('../department/DepartmentTime').then(m => m.DepartmentTime),
    ),
  });

/** A home page card with the running timer, or a form that starts one. @public */
export const HomeTimer = callboardTimePlugin.provide(
  createCardExtension({
    ...timerCard,
    components: async () => ({
      Content: await wrapForLegacySystem(() =>
        import('../home/TimerWidget').then(m => m.TimerWidget),
      )(),
    }),
  }),
);

/** A home page card with the time logged this week. @public */
export const HomeMyWeek = callboardTimePlugin.provide(
  createCardExtension({
    ...myWeekCard,
    components: async () => ({
      Content: await wrapForLegacySystem(() =>
        import('../home/MyWeekWidget').then(m => m.MyWeekWidget),
      )(),
    }),
  }),
);

/** The time of the people whom the viewer manages. @public */
export const TeamTimePage = callboardTimePlugin.provide(
  createRoutableExtension({
    name: 'TeamTimePage',
    mountPoint: routes.team,
    component: wrapForLegacySystem(() =>
      import('./LegacyTeamTimePage').then(m => m.LegacyTeamTimePage),
    ),
  }),
);

/** The admin page for time, as a tab of the admin page. @public */
export const TimeAdminPage = callboardTimePlugin.provide(
  createRoutableExtension({
    name: 'TimeAdminPage',
    mountPoint: routes.admin,
    component: wrapForLegacySystem(() =>
      import('./LegacyTimeAdminPage').then(m => m.LegacyTimeAdminPage),
    ),
  }),
);
attachAdminBlock(TimeAdminPage, timeBlock);
