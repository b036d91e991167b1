import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * The texts of the Dashboards page: the list, and the creation of dashboards.
 *
 * @public
 */
export const callboardDashboardsListTranslationRef = createTranslationRef({
  id: 'callboard-dashboards-list',
  messages: {
    label: 'Dashboards',
    filters: 'Filters',
    search: 'Search',
    searchHint: 'Dashboard name',
    which: 'Show',
    show: {
      all: 'All',
      favourites: 'Favourites',
      shared: 'Shared',
      private: 'Private',
    },
    clear: 'Clear',
    column: {
      favourite: 'Favourite',
      name: 'Name',
      owner: 'Owner',
      access: 'Visible to',
      updated: 'Updated',
      actions: 'Actions',
    },
    groupFavourites: 'Favourites',
    groupOthers: 'Other dashboards',
    default: 'Default',
    defaultHint: 'The default dashboard of {{workspace}}',
    access: {
      private: 'Only me',
      shared: 'Everyone',
    },
    accessHint: {
      private: 'Only you can see the dashboard.',
      shared:
        'Everyone in {{workspace}} can see it. Each person sees only data from projects they have access to.',
    },
    star: 'Add {{name}} to favourites',
    unstar: 'Remove {{name}} from favourites',
    starFailed: '{{name}} was not added to your favourites.',
    unstarFailed: '{{name}} was not removed from your favourites.',
    shortcut: {
      star: 'Add or remove favourite',
      create: 'Create dashboard',
    },
    guest:
      'As a guest of {{workspace}}, you can view shared dashboards. To create dashboards, ask a workspace admin to make you a member:',
    empty: {
      title: 'No dashboards in {{workspace}} yet',
      hint: 'Dashboards show live charts and numbers about work, time and people. Start from a template and adjust it.',
      guest:
        'Dashboards show charts and numbers about work, time and people. Members of the workspace create and share them.',
      found: 'No matching dashboards',
      foundHint: 'Change the search or clear the filters.',
      favourites: 'No favourites yet',
      favouritesHint:
        'Add a dashboard to your favourites to pin it to the top of the list.',
      shared: 'No shared dashboards yet',
      sharedHint:
        'To share a dashboard, choose “Share with everyone” in its menu.',
      private: 'You have no private dashboards',
      privateHint: 'A private dashboard is visible only to you.',
      showAll: 'Show all dashboards',
    },
    menu: {
      more: 'Actions for {{name}}',
      open: 'Open',
      duplicate: 'Duplicate',
      edit: 'Settings…',
      makeDefault: 'Set as default',
      unmakeDefault: 'Remove as default',
      share: 'Share with everyone',
      makePrivate: 'Make private',
      export: 'Export as JSON',
      delete: 'Delete…',
    },
    did: {
      duplicate: '{{name}} created. Only you can see it.',
      makeDefault: '{{name}} is now the default of {{workspace}}',
      unmakeDefault: '{{name}} is no longer the default',
      share: '{{name}} is now visible to everyone in {{workspace}}',
      makePrivate: '{{name}} is now visible only to you',
      delete: '{{name}} deleted',
    },
    failed: {
      duplicate: '{{name}} was not duplicated.',
      makeDefault: '{{name}} was not set as the default.',
      unmakeDefault: '{{name}} is still the default.',
      share: '{{name}} was not shared.',
      makePrivate: '{{name}} was not made private.',
      export: '{{name}} was not exported.',
      undo: 'The change to {{name}} was not undone.',
    },
    delete: {
      title: 'Delete “{{name}}”?',
      private:
        'This deletes the dashboard and all its widgets. This cannot be undone.',
      shared:
        'This deletes the dashboard and all its widgets for everyone in {{workspace}}. This cannot be undone.',
      default:
        'This deletes the dashboard and all its widgets for everyone in {{workspace}}, and leaves the workspace without a default dashboard. This cannot be undone.',
      submit: 'Delete',
      failed: 'The dashboard was not deleted.',
    },
    field: {
      name: 'Name',
      description: 'Description',
      descriptionHint: 'What the dashboard is for',
      access: 'Visible to',
      required: 'Enter a name.',
      taken: 'A dashboard with this name already exists. Choose another name.',
    },
    template: {
      label: 'Start from',
      delivery: 'Delivery',
      deliveryHint: 'Open work, overdue work and cycle time.',
      team_health: 'Team health',
      team_healthHint: 'Workload per person, and where time goes.',
      time: 'Time',
      timeHint: 'Hours by project, person and activity type, billable or not.',
      adoption: 'Portal adoption',
      adoptionHint: 'Portal usage by day, action and person.',
      empty: 'Empty',
      emptyHint: 'A blank dashboard for your own widgets.',
      emptyName: 'New dashboard',
    },
    create: {
      open: 'Create dashboard',
      title: 'Create dashboard',
      submit: 'Create',
      failed: 'The dashboard was not created.',
      renamed: 'That name is taken. The dashboard was created as {{name}}.',
      notShared: '{{name}} was created but not shared.',
    },
    import: {
      open: 'Import…',
      title: 'Import dashboard',
      hint: 'Choose a JSON file exported from a dashboard in this or another portal.',
      file: 'Dashboard file',
      choose: 'Choose a file',
      other: 'Choose another file',
      drop: 'Drop a file here, or choose one.',
      submit: 'Import',
      failed: 'The dashboard was not imported.',
      widgets_one: '{{formatted}} widget',
      widgets_other: '{{formatted}} widgets',
      tooLarge: '{{name}} is {{size}}. The limit for a dashboard is {{limit}}.',
      unreadable: '{{name}} could not be read. Choose it again.',
      noJson: '{{name}} is not a valid JSON file, or it is incomplete.',
      noDashboard: '{{name}} is not an exported dashboard.',
      newer:
        '{{name}} was exported by a newer version of Callboard. This version cannot import it.',
      problems_one: '{{name}} has one problem:',
      problems_other: '{{name}} has {{count}} problems:',
      more: 'and {{formatted}} more',
      doneTitle: '{{name}} imported',
      doneHint_one:
        'One filter value could not be matched in this workspace. It stays in the filter and matches nothing. Edit the widget to choose another value.',
      doneHint_other:
        '{{count}} filter values could not be matched in this workspace. They stay in the filters and match nothing. Edit the widgets to choose other values.',
      where: 'Location',
      what: 'Filter value',
      why: 'Problem',
      ofDashboard: 'Whole dashboard',
      untitled: 'Untitled widget',
      unknown: 'Not found',
      ambiguous: 'Several matches with this name',
      close: 'Close',
      openIt: 'Open dashboard',
    },
    openIt: 'Open',
  },
});
