/**
 * The plugin for portals on the legacy frontend system.
 *
 * @packageDocumentation
 */
export {
  callboardTimePlugin,
  callboardTimeRoutes,
  callboardTimeDepartmentSection,
  callboardTimeItemSection,
  CallboardTimerItem,
  EntityTimeCard,
  EntityTimeContent,
  HomeMyWeek,
  HomeTimer,
  MyTimePage,
  TeamTimePage,
  timeAdminTab,
  TimeAdminPage,
} from './plugin';
export * from '../routes';
export { WhereTeam } from '../team/WhereTeam';
export * from '../translations';
