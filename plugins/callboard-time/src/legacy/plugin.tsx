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
  wrapPageForLegacySystem,
  createPageSection,
  type DepartmentSectionProps,
  type LegacyTab,
  type PageSection,
  type WorkItemSectionProps,
} from '@callboard/plugin-callboard-react/legacy';
import { Route } from 'react-router-dom';
import {
  timeBlock,
  myWeekWidgetParams,
  timerWidgetParams,
} from '../extensionParams';
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

/** The viewer's own time, by week and by day. @public */
export const MyTimePage = callboardTimePlugin.provide(
  createRoutableExtension({
    name: 'MyTimePage',
    mountPoint: routes.root,
    component: wrapPageForLegacySystem('My time', () =>
      import('../mine/MyTimeContent').then(m => m.MyTimeContent),
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
      import('../entity/TimeTab').then(m => m.TimeTab),
    ),
  }),
);

/** A card with the total time of an entity's project. @public */
export const EntityTimeCard = callboardTimePlugin.provide(
  createComponentExtension({
    name: 'EntityTimeCard',
    component: {
      lazy: wrapForLegacySystem(() =>
        import('../entity/TimeCard').then(m => m.TimeCard),
      ),
    },
  }),
);

/**
 * The time section of work item details; add it to the portal's APIs with
 * `createPageSectionsFactory`.
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
 * The time section of department pages; add it to the portal's APIs with
 * `createPageSectionsFactory`.
 *
 * @public
 */
export const callboardTimeDepartmentSection: PageSection<DepartmentSectionProps> =
  createPageSection({
    name: 'time',
    order: 100,
    load: wrapForLegacySystem(() =>
      import('../home/DepartmentTime').then(m => m.DepartmentTime),
    ),
  });

/** A home page card with the running timer, or a form that starts one. @public */
export const HomeTimer = callboardTimePlugin.provide(
  createCardExtension({
    ...timerWidgetParams,
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
    ...myWeekWidgetParams,
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
    component: wrapPageForLegacySystem('Team time', () =>
      import('../team/TeamTimeContent').then(m => m.TeamTimeContent),
    ),
  }),
);

/** The Time tab of the admin page. @public */
export const TimeAdminPage = callboardTimePlugin.provide(
  createRoutableExtension({
    name: 'TimeAdminPage',
    mountPoint: routes.admin,
    component: wrapPageForLegacySystem('Time', () =>
      import('../admin/TimeAdminContent').then(m => m.TimeAdminContent),
    ),
  }),
);
attachAdminBlock(TimeAdminPage, timeBlock);

/** The Time tab as one of the `adminTabs` of `callboardRoutes`. @public */
export const timeAdminTab: LegacyTab = {
  path: '/time',
  title: 'Time',
  element: <TimeAdminPage />,
};

/**
 * Returns the routes of the My time and Team time pages at their default paths, for the children of
 * `FlatRoutes`. Use `MyTimePage` and `TeamTimePage` for other paths.
 *
 * @public
 */
export function callboardTimeRoutes(): JSX.Element {
  return (
    <>
      <Route path="/my-time" element={<MyTimePage />} />
      <Route path="/team-time" element={<TeamTimePage />} />
    </>
  );
}
