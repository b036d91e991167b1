/**
 * Time: that of a person and a team, the timer, and the time of projects, work items and
 * departments.
 *
 * @packageDocumentation
 */
export { callboardTimePlugin as default } from './plugin';
export * from './routes';
export { callboardTimeTranslationRef } from './translation';
export { callboardTimeTimerTranslationRef } from './timer/timerTranslation';
export { callboardTimeQuickLogTranslationRef } from './quickLog/quickLogTranslation';
export { callboardTimeEntityTranslationRef } from './entity/entityTimeTranslation';
export { callboardTimeItemTranslationRef } from './item/itemTimeTranslation';
export { callboardTimeTeamTranslationRef } from './team/teamTranslation';
export { WhereTeam } from './team/WhereTeam';
export { callboardTimeHomeTranslationRef } from './home/homeTranslation';
export { callboardTimeAdminTranslationRef } from './admin/timeAdminTranslation';
