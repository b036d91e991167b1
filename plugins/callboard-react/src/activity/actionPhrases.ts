/** Phrases by entity type and action, where the label of the action would be vague or wrong. */
export const actionPhrases = {
  activity_verification: {
    create: 'started an',
    cancel: 'cancelled an',
    tamper_found: 'found tampering during an',
  },
  announcement: { create: 'announced' },
  calendar_feed: {
    create: 'created the calendar feed of',
    delete: 'deleted the calendar feed of',
  },
  dashboard_schedule: {
    create: 'scheduled emails for',
    update: 'changed the email schedule of',
    delete: 'deleted an email schedule of',
  },
  dashboard_widget: {
    create: 'added the widget',
    update: 'updated the widget',
    delete: 'deleted the widget',
  },
  erasure: { create: 'started an' },
  holiday: {
    create: 'added the holiday',
    delete: 'deleted the holiday',
  },
  leave_entitlement: {
    create: 'set the leave entitlement of',
    update: 'changed the leave entitlement of',
  },
  membership_sync: { sync: 'ran a' },
  period: {
    approve: 'approved the timesheet of',
    recall: 'withdrew the timesheet of',
    reject: 'rejected the timesheet of',
    reopen: 'reopened the timesheet of',
    submit: 'submitted the timesheet of',
  },
  project: {
    bulk_import: 'imported work items into',
    bulk_update: 'updated work items in',
    ingest: 'imported into',
  },
  project_member: {
    create: 'added the project member',
    delete: 'removed the project member',
    join: 'joined the project',
    update: 'changed the project role of',
  },
  search: { search: 'searched for' },
  staff: { create: 'added', delete: 'removed' },
  template: { create: 'ran the template' },
  time_adjustment: { create: 'adjusted the balance of' },
  time_off: {
    create: 'entered time off for',
    delete: 'deleted time off of',
  },
  timer: {
    discard: 'discarded the timer on',
    start: 'started the timer on',
    stop: 'stopped the timer on',
    update: 'changed the timer on',
  },
  work_item_comment: {
    create: 'commented on',
    delete: 'deleted a comment on',
    update: 'edited a comment on',
  },
  work_schedule: { update: 'changed the working time of' },
  workspace: {
    bulk_delete: 'deleted staff in',
    bulk_import: 'imported into',
    bulk_status: 'changed staff status in',
    bulk_transfer: 'transferred staff in',
    match: 'matched staff with users in',
  },
  workspace_member: {
    create: 'added the member',
    delete: 'removed the member',
    join: 'joined the workspace',
    update: 'changed the role of',
  },
  worklog: {
    create: 'logged time on',
    delete: 'deleted time logged on',
    update: 'changed time logged on',
  },
} as const;
