/**
 * The plugin for portals on the legacy frontend system.
 *
 * @packageDocumentation
 */
export {
  callboardWorkPlugin,
  callboardWorkRoutes,
  EntityWorkCard,
  EntityWorkContent,
  HomeMyWork,
  MyWorkPage,
  ProjectsPage,
  WorkItemPage,
  WorkItemSearchResultListItem,
} from './plugin';
export type { WorkItemSearchResultProps } from '../WorkItemSearchResult';
export * from '../routes';
export * from '../translations';
