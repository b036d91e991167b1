import { JsonValue } from '@backstage/types';
import { ChangeAction, EntityType } from '../changes/vocabulary';
import { Activity, FieldChange } from './schemas';

/** Turns an API name into words: `work_item` becomes "work item". @public */
export function humanize(name: string): string {
  return name.replace(/[_.-]+/g, ' ').trim() || name;
}

/** Fields whose value is an identifier that people recognise. */
const readableIdFields: ReadonlySet<string> = new Set([
  'external_id',
  'staff_id',
]);

/** Whether a field holds a row id, which users do not recognise. @public */
export const isIdField = (field: string): boolean =>
  field === 'id' || (/_ids?$/.test(field) && !readableIdFields.has(field));

/** The labels of fields whose API names differ from the labels in forms. @public */
export const fieldLabels = {
  date_of_joining: 'joining date',
  date_of_leaving: 'leaving date',
  dept_code: 'department number',
  dept_type: 'type',
  duration_minutes: 'duration',
  effective_from: 'applies from',
  employment_status: 'status',
  estimate_points: 'points',
  estimate_time: 'estimated time',
  event_types: 'events',
  is_active: 'active',
  is_billable: 'billable',
  is_default: 'default',
  is_department_manager: 'manages the department',
  is_enabled: 'enabled',
  is_time_tracking_enabled: 'time tracking',
  kind: 'type',
  logged_at: 'date',
  minutes_per_weekday: 'working time',
  short_name: 'abbreviation',
  slug: 'short name',
  target_date: 'due date',
  timezone: 'time zone',
  week_start: 'first day of the week',
} as const satisfies Record<string, string>;

/** Whether a field has a label of its own. @public */
export const hasFieldLabel = (
  field: string,
): field is keyof typeof fieldLabels => Object.hasOwn(fieldLabels, field);

/**
 * The label of a changed field, as in forms: "state" for `state_id`, "author" for `author_ref`.
 *
 * @public
 */
export function getFieldLabel(field: string): string {
  return hasFieldLabel(field)
    ? fieldLabels[field]
    : humanize(
        isIdField(field)
          ? field.replace(/_id$/, '').replace(/_ids$/, 's')
          : field.replace(/_ref$/, ''),
      );
}

/** The name that the activity recorded for an id or a reference, if any. @public */
export function getRecordedName(
  { metadata }: Pick<Activity, 'metadata'>,
  id: JsonValue,
): string | undefined {
  const names = metadata?.names;
  if (
    typeof id !== 'string' ||
    typeof names !== 'object' ||
    names === null ||
    !Object.hasOwn(names, id)
  ) {
    return undefined;
  }
  const name = (names as Record<string, JsonValue>)[id];
  return typeof name === 'string' ? name : undefined;
}

/**
 * Merges the change of a reference with the change of its name: `manager_ref` and `manager_name`
 * become `manager`; `logged_by` and `logged_by_name` become `logged_by`. The merged change contains
 * the names.
 *
 * @public
 */
export function mergeRefsWithNames(changes: FieldChange[]): FieldChange[] {
  const fields = new Set(changes.map(({ field }) => field));
  return changes
    .filter(({ field }) => !fields.has(`${field.replace(/_ref$/, '')}_name`))
    .map(change => {
      const baseField = change.field.replace(/_name$/, '');
      const isNameOfRef =
        baseField !== change.field &&
        (fields.has(baseField) || fields.has(`${baseField}_ref`));
      return isNameOfRef ? { ...change, field: baseField } : change;
    });
}

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
  discover: 'opened the search result',
  entity_view: 'viewed',
  export: 'exported',
  ingest: 'imported from a source',
  join: 'joined',
  layout: 'rearranged',
  link: 'linked',
  map_source: 'mapped a source of',
  match: 'matched with a user',
  not_found: 'opened the missing page',
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
  dashboard_schedule: 'email schedule',
  dashboard_widget: 'widget',
  department: 'department',
  department_link: 'department link',
  erasure: 'erasure',
  holiday: 'holiday',
  label: 'label',
  leave_entitlement: 'leave entitlement',
  membership_sync: 'membership sync',
  module: 'module',
  period: 'timesheet',
  privacy: 'privacy settings',
  project: 'project',
  project_member: 'project member',
  retention: 'retention',
  person: 'person',
  staff: 'staff member',
  time_adjustment: 'balance adjustment',
  time_off: 'time off',
  timer: 'timer',
  webhook: 'webhook',
  work_item: 'work item',
  work_item_comment: 'comment',
  work_schedule: 'working time',
  work_state: 'work item state',
  worklog: 'time entry',
  workspace: 'workspace',
  workspace_member: 'workspace member',
} as const satisfies Record<EntityType, string>;

/** The label of an action; for an unknown action, its name as words. @public */
export function formatAction(action: string): string {
  return Object.hasOwn(actionLabels, action)
    ? actionLabels[action as keyof typeof actionLabels]
    : humanize(action);
}

/** The label of an entity type; for an unknown type, its name as words. @public */
export function formatEntityType(type: string): string {
  return Object.hasOwn(entityTypeLabels, type)
    ? entityTypeLabels[type as EntityType]
    : humanize(type);
}
