import { createTranslationRef } from '@backstage/frontend-plugin-api';

/** The texts of widgets on the home page and on the pages of entities. @public */
export const callboardDashboardsEmbeddedTranslationRef = createTranslationRef({
  id: 'callboard-dashboards.embedded',
  messages: {
    workspace: 'Workspace',
    dashboard: 'Dashboard',
    widget: 'Widget',
    untitled: 'Untitled',
    noDashboards: 'No dashboards in {{workspace}} yet.',
    choose: 'Choose a widget',
    save: 'Show widget',
    title: 'Dashboard widget',
    change: 'Choose another widget',
    unset: 'No widget chosen',
    unsetHome:
      'Edit the home page and open the settings of this card to choose a dashboard widget.',
    unsetEntity:
      'Choose a dashboard widget to show data of this project. Only you see this choice.',
    deleted: 'This widget is not available',
    deletedHint: 'It was removed, or its dashboard is no longer shared.',
    noProject: 'This entity has no project, or you do not have access to it.',
    open: 'Open {{dashboard}}',
    nowhere: 'You are not in a workspace yet. A workspace admin can add you.',
  },
});
