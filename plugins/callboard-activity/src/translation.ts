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
      whatItTakes:
        'The Activity Tracker shows what everybody does in all workspaces. It is open to super admins, and to the readers whom the portal’s configuration names.',
    },
    workspace: {
      title: 'Workspace activity',
      label: 'Workspace',
      all: 'All workspaces',
      partial:
        'You see your own actions and changes to what you can read. Workspace admins see everything.',
    },
    mine: {
      title: 'My activity',
      intro: 'Everything that is stored about what you do in this portal.',
    },
    capture: {
      label: 'Record what I look at',
      on: 'Recorded: pages and entities you open, searches, and links you follow in this portal, each with your name and the time.',
      off: 'Not recorded: what you look at, search and follow in this portal.',
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
      whoLooked: 'Who looked',
      nobodyLooked: 'Nobody has opened this page yet.',
    },
    widget: {
      seeAll: 'See all',
      changes: 'Changed in my projects',
      noChanges: 'Nothing changed lately',
      noChangesHint:
        'What changes in the projects you are in shows here for 30 days. Join a project to follow what happens in it.',
      noChangesGuest:
        'What changes in the projects you are in shows here for 30 days. As a guest you are in none until somebody adds you.',
      projects: 'Look at the projects',
      empty: 'No activity yet. It will show here.',
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
      done: 'Show results',
      chip: '{{name}}: {{value}}',
      history: 'History of {{name}}',
      range: 'When',
      remove: 'Remove the filter {{name}}',
      views: 'Page views',
      hidden: 'hidden',
      shown: 'shown',
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
      filteredHint: 'Try a longer range, or remove a filter.',
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
      chartHint:
        'Arrow keys move between the bars. Enter filters by the current one.',
      bar: '{{when}}: {{total}}',
      failed: 'The numbers could not be loaded.',
    },
    columns: {
      time: 'Time',
      person: 'Person',
      action: 'Action',
      entity: 'Entity',
      details: 'Details',
      expand: 'Show what it did to each thing',
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
        'It may be about something you do not have access to, or the address may be incomplete.',
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
      batchNothing: 'It changed nothing else that you can see.',
      batchMoreFailed: 'More could not be loaded.',
      batchMore: 'Show more',
      partOf: 'Part of a bulk change',
      openWhole: 'Show all of it',
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
      expand: 'Show or hide what a bulk change did',
    },
  },
});
