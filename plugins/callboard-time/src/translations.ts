/** The texts of all pages, for portals that replace or translate them. */
export { callboardTimeAdminTranslationRef } from './admin/timeAdminTranslation';
export { callboardTimeBalanceTranslationRef } from './balance/balanceTranslation';
export { callboardTimeEntityTranslationRef } from './entity/entityTimeTranslation';
export { callboardTimeHomeTranslationRef } from './home/homeTranslation';
export { callboardTimeImportTranslationRef } from './imports/timeImportTranslation';
export { callboardTimeItemTranslationRef } from './item/itemTimeTranslation';
export { callboardTimeQuickLogTranslationRef } from './quickLog/quickLogTranslation';
export { callboardTimeTeamTranslationRef } from './team/teamTranslation';
export { callboardTimeTimerTranslationRef } from './timer/timerTranslation';
export { callboardTimeTranslationRef } from './translation';
