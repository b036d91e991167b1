import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * The texts of widgets on the home page and on the pages of entities.
 *
 * @public
 */
export const callboardDashboardsEmbeddedTranslationRef = createTranslationRef({
  id: 'callboard-dashboards.embedded',
  messages: {
    workspace: 'Workspace',
    dashboard: 'Dashboard',
    widget: 'Widget',
    untitled: 'Untitled',
    noDashboards: 'There is no dashboard in {{workspace}} yet.',
    choose: 'Choose a widget',
    save: 'Show it',
    title: 'Numbers',
    change: 'Choose another widget',
    unset: 'No widget is chosen yet',
    unsetHome:
      'Edit the home page and open the settings of this card to choose one of a dashboard’s widgets.',
    unsetEntity:
      'Choose one of a dashboard’s widgets: it shows the numbers of this project. The choice is yours alone.',
    deleted: 'The widget is not there any more',
    deletedHint: 'It was removed, or its dashboard is not shared any more.',
    noProject: 'Nothing is planned for this here yet.',
    open: 'Open {{dashboard}}',
    nowhere: 'You are in no workspace yet',
  },
});
