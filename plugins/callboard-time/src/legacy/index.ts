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
export { callboardTimeTranslationRef } from '../translation';
export { callboardTimeTimerTranslationRef } from '../timer/timerTranslation';
export { callboardTimeQuickLogTranslationRef } from '../quickLog/quickLogTranslation';
export { callboardTimeEntityTranslationRef } from '../entity/entityTimeTranslation';
export { callboardTimeItemTranslationRef } from '../item/itemTimeTranslation';
export { callboardTimeTeamTranslationRef } from '../team/teamTranslation';
export { WhereTeam } from '../team/WhereTeam';
export { callboardTimeHomeTranslationRef } from '../home/homeTranslation';
export { callboardTimeAdminTranslationRef } from '../admin/timeAdminTranslation';
