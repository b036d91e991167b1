/** The plugin for portals on the legacy frontend system. @packageDocumentation */
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
// Renders its children, such as a sidebar item, only for managers, approvers of pending timesheets,
// and admins.
export { WhereTeam } from '../team/WhereTeam';
export * from '../translations';
