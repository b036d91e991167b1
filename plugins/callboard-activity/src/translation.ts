import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * The texts of the activity pages.
 *
 * @public
 */
export const callboardActivityTranslationRef = createTranslationRef({
  id: 'callboard-activity',
  messages: {
    tracker: {
      title: 'Activity Tracker',
      whoCanGive:
        'whoever runs this portal, by naming you in callboard.superAdmins or callboard.activity.readers.',
    },
    workspace: {
      title: 'Workspace activity',
      label: 'Workspace',
      all: 'All workspaces',
      partial:
        'You see your own actions and changes to what you may read. Workspace admins see everything.',
      onlyOwn: 'As a guest you see your own actions.',
      whoCanGive: 'an admin of the workspace.',
    },
    mine: {
      title: 'My activity',
      intro: 'Everything that is stored about what you do in this portal.',
    },
    capture: {
      label: 'Record what I look at',
      on: 'Recorded: pages and entities you open, searches, and links you follow in this portal, each with your name and the time.',
      off: 'Not recorded: what you look at, search and follow in this portal.',
      unknown: 'Your choice is being loaded.',
      offForAll:
        'What people look at is not recorded in this portal: whoever runs it has turned that off.',
      always:
        'What you change in Callboard itself is always recorded, because it is part of the history of what you changed.',
      failed: 'Your choice could not be saved. Nothing has changed.',
    },
    entity: {
      title: 'Activity',
      card: 'Recent activity',
      seeAll: 'See all activity',
      empty: 'No activity yet',
      emptyHint: 'What people do with this entity will show here.',
    },
    widget: {
      seeAll: 'See all',
      empty: 'Nothing yet today or before. Activity will show here.',
    },
    filters: {
      region: 'Filters',
      action: 'Action',
      entityType: 'Entity type',
      search: 'Search',
      searchHint: 'Label or name',
      all: 'All',
      apply: 'Apply',
      clear: 'Clear',
      open: 'Filters',
      openCount: 'Filters ({{number}})',
      done: 'Show results',
      chip: '{{name}}: {{value}}',
      history: 'History of {{name}}',
      range: 'When',
      remove: 'Remove the filter {{name}}',
      views: 'Page views',
      hidden: 'hidden',
      hideViews: 'Hide page views',
    },
    results: {
      count_one: '{{formatted}} action',
      count_other: '{{formatted}} actions',
      none: 'No actions',
      fresh: '{{formatted}} new — show',
    },
    empty: {
      filtered: 'Nothing matches these filters',
      filteredHint: 'Try a longer range, or take a filter away.',
      title: 'Nothing here yet',
      hint: 'What people do in this portal and change in Callboard will show here, newest first.',
    },
    cards: {
      total: 'Actions by day',
      totalLabel: '{{total}} actions by day',
      byWeek: 'Actions by week',
      byMonth: 'Actions by month',
      byAction: 'By action',
      byEntityType: 'By entity type',
      byUser: 'Most active people',
      noType: 'Without an entity',
      others: '{{number}} others',
      fewer: 'Show fewer',
      none: 'No data',
      chartHint: 'Arrow keys move over the bars, Enter filters by one.',
      bar: '{{when}}: {{total}}',
      failed: 'The numbers could not be loaded.',
    },
    columns: {
      time: 'Time',
      person: 'Person',
      action: 'Action',
      entity: 'Entity',
      details: 'Details',
      open: 'Show details',
    },
    table: {
      label: 'Activity, newest first',
      today: 'Today',
      yesterday: 'Yesterday',
    },
    drawer: {
      label: 'Details of the action',
      close: 'Close',
      newer: 'Newer',
      older: 'Older',
      missing: 'This action is not here',
      missingHint:
        'It may be about something that you may not see. The address may also be cut off.',
      changes: 'What changed',
      technical: 'Technical details',
      field: 'Field',
      before: 'Before',
      after: 'After',
      metadata: 'More details',
      facts: 'About this record',
      workspace: 'Workspace',
      source: 'Source',
      requestId: 'Request id',
      id: 'Record id',
      batchId: 'Bulk operation',
      ip: 'IP address',
      email: 'Mail',
      entityId: 'Entity id',
      copy: 'Copy {{name}}',
      copied: 'Copied',
      batch_one: 'In this bulk change: one thing',
      batch_other: 'In this bulk change: {{formatted}} things',
      batchLabel: 'In this bulk change',
      batchMore: 'Show more',
      moreBy: 'More by {{name}}',
      historyOf: 'History of {{name}}',
    },
    source: {
      backend: 'Callboard',
      frontend: 'Portal pages',
      auditor: 'Portal audit events',
      ingest: 'Another system',
    },
    shortcuts: {
      step: 'Newer or older action, in the open details',
    },
  },
});
