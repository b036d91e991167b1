/**
 * Projects and their work items: the page Projects, the tab and card on entity pages, the reader's
 * work, and the settings of projects.
 *
 * @packageDocumentation
 */
export { callboardWorkPlugin as default } from './plugin';
export * from './routes';
export { callboardWorkCommentsTranslationRef } from './commentsTranslation';
export { callboardWorkTranslationRef } from './translation';
export { callboardWorkSettingsTranslationRef } from './settingsTranslation';
export { callboardWorkViewsTranslationRef } from './viewsTranslation';
export { callboardWorkShortcutsTranslationRef } from './shortcutsTranslation';
export { callboardWorkProjectsTranslationRef } from './projects/projectsTranslation';
