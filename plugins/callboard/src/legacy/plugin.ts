import {
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
} from '@backstage/core-plugin-api';
import { createCardExtension } from '@backstage/plugin-home-react';
import { bridged } from '@callboard/plugin-callboard-react/legacy';
import { inLegacyPortal } from './inLegacyPortal';
import { homeCards } from '../home/homeCards';
import { legacyExternalRoutes, legacyRoutes } from './legacyRoutes';

/**
 * The organisation, and the admin page of Callboard.
 *
 * @public
 */
export const callboardPlugin = createPlugin({
  id: 'callboard',
  routes: legacyRoutes,
  externalRoutes: legacyExternalRoutes,
});

/**
 * The admin page. Children of its route that are a `CallboardLayout.Route` are
 * further tabs of it.
 *
 * @public
 */
export const CallboardPage = callboardPlugin.provide(
  createRoutableExtension({
    name: 'CallboardPage',
    mountPoint: legacyRoutes.admin,
    component: inLegacyPortal(() =>
      import('./AdminPage').then(m => m.AdminPage),
    ),
  }),
);

/** Departments, people, and one's own staff record. @public */
export const OrganisationPage = callboardPlugin.provide(
  createRoutableExtension({
    name: 'OrganisationPage',
    mountPoint: legacyRoutes.organisation,
    component: inLegacyPortal(() =>
      import('./OrganisationPage').then(m => m.OrganisationPage),
    ),
  }),
);

/**
 * In the sidebar: opens the search over everything the person may see. Wherever it is,
 * so is the shortcut.
 *
 * @public
 */
export const CallboardSearchItem = callboardPlugin.provide(
  createComponentExtension({
    name: 'CallboardSearchItem',
    component: {
      lazy: bridged(() => import('./SearchItem').then(m => m.SearchItem)),
    },
  }),
);

/** On what can be a project: the departments and people in it. @public */
export const EntityProjectPeopleCard = callboardPlugin.provide(
  createComponentExtension({
    name: 'EntityProjectPeopleCard',
    component: {
      lazy: inLegacyPortal(() =>
        import('../organisation/cards/ProjectPeopleCard').then(
          m => m.ProjectPeopleCard,
        ),
      ),
    },
  }),
);

/** On people: their place in the organisation. @public */
export const EntityUserOrganisationCard = callboardPlugin.provide(
  createComponentExtension({
    name: 'EntityUserOrganisationCard',
    component: {
      lazy: inLegacyPortal(() =>
        import('../organisation/cards/UserOrganisationCard').then(
          m => m.UserOrganisationCard,
        ),
      ),
    },
  }),
);

/** On groups that are a department; nothing on others. @public */
export const EntityGroupOrganisationCard = callboardPlugin.provide(
  createComponentExtension({
    name: 'EntityGroupOrganisationCard',
    component: {
      lazy: inLegacyPortal(() =>
        import('../organisation/cards/GroupOrganisationCard').then(
          m => m.GroupOrganisationCard,
        ),
      ),
    },
  }),
);

/** What the reader should try first, on the home page. @public */
export const HomeFirstSteps = callboardPlugin.provide(
  createCardExtension({
    ...homeCards.firstSteps,
    components: async () => ({
      Content: await inLegacyPortal(() =>
        import('../home/FirstSteps').then(m => m.FirstSteps),
      )(),
    }),
  }),
);

/** The people of the reader's department, on the home page. @public */
export const HomeMyTeam = callboardPlugin.provide(
  createCardExtension({
    ...homeCards.myTeam,
    components: async () => ({
      Content: await inLegacyPortal(() =>
        import('../home/MyTeam').then(m => m.MyTeam),
      )(),
    }),
  }),
);

/** What is critical and nobody has seen to, for super admins, on the home page. @public */
export const HomeCriticalEvents = callboardPlugin.provide(
  createCardExtension({
    ...homeCards.criticalEvents,
    components: async () => ({
      Content: await inLegacyPortal(() =>
        import('../critical/home/CriticalEvents').then(m => m.CriticalEvents),
      )(),
    }),
  }),
);
