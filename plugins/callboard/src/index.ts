/**
 * The admin page of Callboard, and the organisation.
 *
 * @packageDocumentation
 */
export { callboardHeaderModule } from './header/callboardHeaderModule';
export { callboardPlugin as default } from './plugin';
export * from './announcements/announcementsTranslation';
export * from './home/homeTranslation';
export * from './integrity/translation';
export * from './organisation/departments/translation';
export { callboardImportTranslationRef } from '@callboard/plugin-callboard-react';
export * from './organisation/staffTranslation';
export * from './privacy/translation';
export * from './translation';
export * from './webhooks/translation';
