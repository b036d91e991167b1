import { ChangeAction, EntityType } from '../changes/vocabulary';
import { humanize } from './changedFields';

/** The default labels of actions; a portal can translate them. @public */
export const actionLabels = {
  acknowledge: 'acknowledged',
  add_note: 'added a note',
  approve: 'approved',
  bulk_delete: 'deleted in bulk',
  bulk_import: 'imported',
  bulk_log: 'logged time in',
  bulk_status: 'changed status in bulk',
  bulk_transfer: 'transferred in bulk',
  bulk_update: 'updated in bulk',
  catalog_seed: 'imported from the catalog',
  cancel: 'cancelled',
  click: 'clicked',
  create: 'created',
  deactivate: 'deactivated',
  delete: 'deleted',
  discard: 'discarded',
  discover: 'found',
  entity_view: 'viewed',
  export: 'downloaded',
  ingest: 'imported from a source',
  join: 'joined',
  layout: 'rearranged',
  link: 'linked',
  match: 'matched with a user',
  not_found: 'did not find',
  page_view: 'visited',
  reactivate: 'reactivated',
  recall: 'withdrew',
  reject: 'rejected',
  reopen: 'reopened',
  replay: 'replayed deliveries of',
  rotate_secret: 'rotated the secret of',
  search: 'searched',
  start: 'started',
  stop: 'stopped',
  submit: 'submitted',
  sync: 'synchronised',
  tamper_found: 'found tampering during',
  unmask: 'revealed the name of',
  test: 'tested',
  transfer: 'transferred',
  unlink: 'unlinked',
  update: 'updated',
} as const satisfies Record<string, string> & Record<ChangeAction, string>;

/** The default labels of entity types; a portal can translate them. @public */
export const entityTypeLabels = {
  activity_verification: 'integrity check',
  announcement: 'announcement',
  calendar_feed: 'calendar feed',
  critical_event: 'critical event',
  critical_rule: 'critical event rule',
  cycle: 'cycle',
  dashboard: 'dashboard',
  dashboard_schedule: 'dashboard schedule',
  dashboard_widget: 'widget',
  department: 'department',
  department_link: 'department link',
  erasure: 'erasure',
  holiday: 'holiday',
  label: 'label',
  membership_sync: 'membership sync',
  module: 'module',
  period: 'timesheet',
  privacy: 'privacy settings',
  project: 'project',
  project_member: 'project member',
  retention: 'retention',
  person: 'person',
  staff: 'staff member',
  time_off: 'time off',
  timer: 'timer',
  webhook: 'webhook',
  work_item: 'work item',
  work_item_comment: 'comment',
  work_schedule: 'work schedule',
  work_state: 'work item state',
  worklog: 'time entry',
  workspace: 'workspace',
  workspace_member: 'workspace member',
} as const satisfies Record<EntityType, string>;

/** The label of any action; actions of other plugins show their name. @public */
export function formatAction(action: string): string {
  return Object.hasOwn(actionLabels, action)
    ? actionLabels[action as keyof typeof actionLabels]
    : humanize(action);
}

/** The label of any entity type. @public */
export function formatEntityType(type: string): string {
  return Object.hasOwn(entityTypeLabels, type)
    ? entityTypeLabels[type as EntityType]
    : humanize(type);
}
