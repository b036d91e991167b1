/**
 * The plugin for portals on the legacy frontend system.
 *
 * @packageDocumentation
 */
export {
  CallboardLayout,
  type CallboardLayoutRouteProps,
} from './CallboardLayout';
export {
  AdminPageEntry,
  callboardPlugin,
  CallboardPage,
  callboardRoutes,
  CallboardSearchItem,
  EntityGroupOrganisationCard,
  EntityProjectPeopleCard,
  EntityUserOrganisationCard,
  HomeCriticalEvents,
  HomeFirstSteps,
  HomeMyTeam,
  OrganisationPage,
} from './plugin';
export * from '../translations';
