export { callboardWorkCommentsTranslationRef } from './commentsTranslation';
export { callboardWorkImportTranslationRef } from './imports/importTranslation';
export { callboardWorkProjectsTranslationRef } from './projects/projectsTranslation';
export { callboardWorkSettingsTranslationRef } from './settingsTranslation';
export { callboardWorkShortcutsTranslationRef } from './shortcutsTranslation';
export { callboardWorkTranslationRef } from './translation';
export { callboardWorkViewsTranslationRef } from './viewsTranslation';
