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
export * from '../critical/translation';
export * from '../home/homeTranslation';
export * from '../organisation/departments/translation';
export { callboardImportTranslationRef } from '@callboard/plugin-callboard-react';
export * from '../organisation/staffTranslation';
export * from '../translation';
export * from '../webhooks/translation';
