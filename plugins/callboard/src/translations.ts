/** The texts of all pages, for portals that replace or translate them. */
export { callboardAssistantsTranslationRef } from './admin/assistantsTranslation';
export { callboardAnnouncementsTranslationRef } from './announcements/announcementsTranslation';
export { callboardCriticalTranslationRef } from './critical/translation';
export { callboardHomeTranslationRef } from './home/homeTranslation';
export { callboardIntegrityTranslationRef } from './integrity/translation';
export { callboardDepartmentsTranslationRef } from './organisation/departments/translation';
export {
  callboardStaffTranslationRef,
  callboardStaffImportTranslationRef,
} from './organisation/staffTranslation';
export { callboardPrivacyTranslationRef } from './privacy/translation';
export { callboardTranslationRef } from './translation';
export { callboardWebhooksTranslationRef } from './webhooks/translation';
export { callboardImportTranslationRef } from '@callboard/plugin-callboard-react';
