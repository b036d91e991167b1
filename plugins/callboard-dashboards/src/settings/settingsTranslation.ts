import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * The texts of the settings of a dashboard.
 *
 * @public
 */
export const callboardDashboardsSettingsTranslationRef = createTranslationRef({
  id: 'callboard-dashboards.settings',
  messages: {
    title: 'Dashboard settings',
    submit: 'Save',
    saved: '{{name}} was saved',
    failed: 'Nothing was saved.',
    changed:
      'Somebody else changed {{fields}} meanwhile. Save again to overwrite that.',
    fields: {
      name: 'the name',
      description: 'the description',
      access: 'who sees it',
      is_default: 'whether it is the default',
      date_range: 'the range',
      filters: 'the filters',
      timezone: 'the time zone',
      refresh_seconds: 'how often it is refreshed',
    },
    default: 'Default dashboard of {{workspace}}',
    defaultHint: 'Takes the place of the one that is the default now.',
    defaultShared: 'Only a dashboard that everybody sees can be the default.',
    numbers: 'For all widgets',
    range: 'Range of the dashboard',
    rangeHint: 'For widgets without a range of their own.',
    filtersHint:
      'A widget leaves out the filters that do not fit what it counts.',
    addFilter: 'Add a filter',
    of: { work: 'Work items', time: 'Time', activity: 'Activity' },
    loggedBy: 'Logged by',
    doneBy: 'Done by',
    zone: 'Time zone',
    zoneHint: 'That of {{workspace}}, unless you choose another.',
    noZone: 'No time zone has this name',
    refresh: 'Refresh',
    refreshHint: 'Changes in Callboard show at once, whatever is chosen here.',
    off: 'Off',
    seconds_one: 'Every second',
    seconds_other: 'Every {{count}} seconds',
    minutes_one: 'Every minute',
    minutes_other: 'Every {{count}} minutes',
    keep: 'Save for everyone',
    keepHint:
      'Everybody who opens the dashboard sees this range and these filters first',
    scopeSaved: 'The dashboard opens like this for everybody now',
    keepFailed: 'The range and the filters were not saved.',
    keepChanged: 'Somebody else changed {{fields}} meanwhile.',
    undoFailed: 'This could not be undone.',
  },
});
