import { createTranslationRef } from '@backstage/frontend-plugin-api';

/** The texts of the settings of a dashboard. @public */
export const callboardDashboardsSettingsTranslationRef = createTranslationRef({
  id: 'callboard-dashboards.settings',
  messages: {
    title: 'Dashboard settings',
    submit: 'Save',
    saved: '{{name}} saved',
    failed: 'The settings were not saved.',
    changed:
      'Someone else changed {{fields}}. Save again to overwrite their changes.',
    fields: {
      name: 'the name',
      description: 'the description',
      access: 'the visibility',
      is_default: 'whether it is the default dashboard',
      date_range: 'the date range',
      filters: 'the filters',
      timezone: 'the time zone',
      refresh_seconds: 'the refresh interval',
    },
    default: 'Default dashboard of {{workspace}}',
    defaultHint: 'Replaces the current default.',
    defaultShared: 'Only a shared dashboard can be the default.',
    numbers: 'All widgets',
    range: 'Date range',
    rangeHint: 'For widgets without their own date range.',
    filtersHint:
      'Filters that do not apply to a widget are ignored by that widget.',
    addFilter: 'Add filter',
    of: { work: 'Work items', time: 'Time', activity: 'Activity' },
    loggedBy: 'Logged by',
    doneBy: 'Performed by',
    zone: 'Time zone',
    zoneHint: 'Defaults to the time zone of {{workspace}}.',
    noZone: 'No matching time zone',
    refresh: 'Auto-refresh',
    refreshHint:
      'Changes made in Callboard appear immediately, regardless of this setting.',
    off: 'Off',
    seconds_one: 'Every second',
    seconds_other: 'Every {{count}} seconds',
    minutes_one: 'Every minute',
    minutes_other: 'Every {{count}} minutes',
    keep: 'Save for everyone',
    keepHint:
      'Everyone who opens the dashboard starts with this date range and these filters',
    scopeSaved: 'The date range and the filters are saved for everyone',
    keepFailed: 'The date range and the filters were not saved.',
    keepChanged:
      'Someone else changed {{fields}}. Review the dashboard, then save again.',
    undoFailed: 'The change was not undone.',
  },
});
