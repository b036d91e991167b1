import { compatWrapper } from '@backstage/core-compat-api';
import {
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
} from '@backstage/core-plugin-api';
import { createCardExtension } from '@backstage/plugin-home-react';
import {
  canOpenAdminPage,
  IfAccessible,
} from '@callboard/plugin-callboard-react';
import {
  createLegacyTab,
  LegacyPage,
  wrapForLegacySystem,
  type LegacyTab,
} from '@callboard/plugin-callboard-react/legacy';
import type { ComponentType, ReactNode } from 'react';
import { Route } from 'react-router-dom';
import { homeWidgetParams } from '../home/homeWidgetParams';
import { CallboardLayout } from './CallboardLayout';
import { legacyExternalRoutes, legacyRoutes } from './legacyRoutes';

/**
 * Wraps a component of this plugin for extensions of the legacy frontend system, so that the
 * component can resolve the routes of tabs on the admin page and the organisation page.
 */
function wrapForLegacyPortal<TProps extends {}>(
  load: () => Promise<ComponentType<TProps>>,
): () => Promise<(props: TProps) => JSX.Element> {
  return wrapForLegacySystem(async () => {
    const [Component, { SubPageRoutes }] = await Promise.all([
      load(),
      import('./SubPageRoutes'),
    ]);
    return (props: TProps) => (
      <SubPageRoutes>
        <Component {...props} />
      </SubPageRoutes>
    );
  });
}

/** The plugin for the organisation and the admin page of Callboard. @public */
export const callboardPlugin = createPlugin({
  id: 'callboard',
  routes: legacyRoutes,
  externalRoutes: legacyExternalRoutes,
});

/**
 * The admin page. Each `CallboardLayout.Route` among the children of its route adds a tab. @public
 */
export const CallboardPage = callboardPlugin.provide(
  createRoutableExtension({
    name: 'CallboardPage',
    mountPoint: legacyRoutes.admin,
    component: wrapForLegacyPortal(() =>
      import('./AdminPage').then(m => m.AdminPage),
    ),
  }),
);

/** The page with departments, people, and the viewer's own staff record. @public */
export const OrganisationPage = callboardPlugin.provide(
  createRoutableExtension({
    name: 'OrganisationPage',
    mountPoint: legacyRoutes.organisation,
    component: wrapForLegacyPortal(async () => {
      const { organisationTabs } = await import(
        '../organisation/organisationPage'
      );
      const tabs = organisationTabs.map(createLegacyTab);
      return (props: { title?: string }) => (
        <LegacyPage title={props.title ?? 'Organisation'} tabs={tabs} />
      );
    }),
  }),
);

/**
 * A sidebar item that opens the search over everything the person may see. Also registers the
 * keyboard shortcut of the search.
 *
 * @public
 */
export const CallboardSearchItem = callboardPlugin.provide(
  createComponentExtension({
    name: 'CallboardSearchItem',
    component: {
      lazy: wrapForLegacySystem(() =>
        import('./SearchItem').then(m => m.SearchItem),
      ),
    },
  }),
);

function createEntityCard(name: string, load: () => Promise<ComponentType>) {
  return callboardPlugin.provide(
    createComponentExtension({
      name,
      component: { lazy: wrapForLegacyPortal(load) },
    }),
  );
}

/** An entity card with the departments and people of the entity's project. @public */
export const EntityProjectPeopleCard = createEntityCard(
  'EntityProjectPeopleCard',
  () =>
    import('../organisation/cards/ProjectPeopleCard').then(
      m => m.ProjectPeopleCard,
    ),
);

/** A card for users with their position in the organisation. @public */
export const EntityUserOrganisationCard = createEntityCard(
  'EntityUserOrganisationCard',
  () =>
    import('../organisation/cards/UserOrganisationCard').then(
      m => m.UserOrganisationCard,
    ),
);

/** A card for groups that represent departments; renders nothing for other groups. @public */
export const EntityGroupOrganisationCard = createEntityCard(
  'EntityGroupOrganisationCard',
  () =>
    import('../organisation/cards/GroupOrganisationCard').then(
      m => m.GroupOrganisationCard,
    ),
);

function createHomeCard(
  params: (typeof homeWidgetParams)[keyof typeof homeWidgetParams],
  load: () => Promise<ComponentType>,
) {
  return callboardPlugin.provide(
    createCardExtension({
      ...params,
      components: async () => ({ Content: await wrapForLegacyPortal(load)() }),
    }),
  );
}

/** A home page card with the first steps for new users. @public */
export const HomeFirstSteps = createHomeCard(homeWidgetParams.firstSteps, () =>
  import('../home/FirstSteps').then(m => m.FirstSteps),
);

/** A home page card with the people of the viewer's department. @public */
export const HomeMyTeam = createHomeCard(homeWidgetParams.myTeam, () =>
  import('../home/MyTeam').then(m => m.MyTeam),
);

/** A home page card with unacknowledged critical events, for admins. @public */
export const HomeCriticalEvents = createHomeCard(
  homeWidgetParams.criticalEvents,
  () => import('../home/CriticalEvents').then(m => m.CriticalEvents),
);

/**
 * Renders the sidebar item of the admin page only for people with access.
 *
 * @example
 * ```tsx
 * <AdminPageEntry>
 *   <SidebarItem icon={DashboardIcon} to="callboard" text="Callboard admin" />
 * </AdminPageEntry>
 * ```
 *
 * @public
 */
export function AdminPageEntry(props: { children: ReactNode }): JSX.Element {
  return compatWrapper(
    <IfAccessible to={canOpenAdminPage}>{props.children}</IfAccessible>,
  );
}

/**
 * Returns the routes of all pages at their usual paths. Add them to the children of `FlatRoutes`.
 * For other paths, use `CallboardPage` and `OrganisationPage` in routes of your own.
 *
 * @example
 * ```tsx
 * <FlatRoutes>{callboardRoutes({ adminTabs: [activityTrackerTab] })}</FlatRoutes>
 * ```
 *
 * @param options - `adminTabs` are added to the admin page, after its own tabs
 * @public
 */
export function callboardRoutes(options?: {
  adminTabs?: readonly LegacyTab[];
}): JSX.Element {
  return (
    <>
      <Route path="/organisation" element={<OrganisationPage />} />
      <Route path="/callboard" element={<CallboardPage />}>
        {options?.adminTabs?.map(({ path, title, element }) => (
          <CallboardLayout.Route key={path} path={path} title={title}>
            {element}
          </CallboardLayout.Route>
        ))}
      </Route>
    </>
  );
}
