import { z } from 'zod';

/**
 * The types of entities that can change, and the actions of each. Every recorded change has one of
 * these types and actions. The event type is `<entity type>.<action>`. A bulk operation is an
 * action on its workspace or project.
 *
 * @public
 */
export const changeVocabulary = {
  workspace: [
    'create',
    'update',
    'delete',
    'bulk_import',
    'bulk_transfer',
    'bulk_status',
    'bulk_delete',
    'bulk_log',
    'catalog_seed',
    'match',
    'map_source',
  ],
  workspace_member: ['create', 'update', 'delete', 'join'],
  membership_sync: ['sync'],
  project: [
    'create',
    'update',
    'bulk_update',
    'bulk_import',
    'ingest',
    'map_source',
  ],
  project_member: ['create', 'update', 'delete', 'join'],
  department: ['create', 'update', 'delete', 'link', 'unlink'],
  department_link: ['link', 'unlink'],
  staff: [
    'create',
    'update',
    'delete',
    'transfer',
    'deactivate',
    'reactivate',
    'match',
  ],
  work_item: ['create', 'update', 'delete'],
  work_item_comment: ['create', 'update', 'delete'],
  work_state: ['create', 'update', 'delete'],
  label: ['create', 'update', 'delete'],
  cycle: ['create', 'update', 'delete'],
  module: ['create', 'update', 'delete'],
  webhook: [
    'create',
    'update',
    'delete',
    'deactivate',
    'rotate_secret',
    'test',
    'replay',
  ],
  announcement: ['create'],
  worklog: ['create', 'update', 'delete'],
  holiday: ['create', 'delete'],
  time_off: ['create', 'delete'],
  work_schedule: ['update'],
  time_adjustment: ['create'],
  leave_entitlement: ['create', 'update'],
  period: ['submit', 'recall', 'approve', 'reject', 'reopen'],
  calendar_feed: ['create', 'delete'],
  timer: ['start', 'update', 'stop', 'discard'],
  dashboard: ['create', 'update', 'delete', 'layout'],
  dashboard_widget: ['create', 'update', 'delete'],
  dashboard_schedule: ['create', 'update', 'delete'],
  retention: ['update'],
  privacy: ['update'],
  person: ['unmask'],
  critical_event: ['acknowledge'],
  critical_rule: ['update'],
  erasure: ['create'],
  activity_verification: ['create', 'cancel', 'tamper_found'],
} as const;

/** The type of an entity that can change. @public */
export type EntityType = keyof typeof changeVocabulary;

/** An action on an entity of this type. @public */
export type ChangeAction<T extends EntityType = EntityType> =
  (typeof changeVocabulary)[T][number];

/** All entity types. @public */
export const entityTypes = Object.keys(changeVocabulary) as EntityType[];

/** All actions of all types. @public */
export const changeActions = [
  ...new Set<ChangeAction>(entityTypes.flatMap(type => changeVocabulary[type])),
];

/** The event type of a change. @public */
export type ChangeType = {
  [T in EntityType]: `${T}.${ChangeAction<T>}`;
}[EntityType];

/** The event types of all changes. @public */
export const changeTypes = entityTypes.flatMap(type =>
  changeVocabulary[type].map(action => `${type}.${action}`),
) as ChangeType[];

/** The entity type of a recorded change. @public */
export const entityType = z.enum(entityTypes).meta({ id: 'EntityType' });

/** The action of a recorded change. @public */
export const changeAction = z.enum(changeActions).meta({ id: 'ChangeAction' });

/**
 * The audience of a change, in addition to its actor and the admins of the workspace:
 *
 * - `workspace`: all members of the workspace,
 * - `project`: users who can see the project,
 * - `project_members`: members and admins of the project, but not its guests,
 * - `people`: the listed users,
 * - `admins`: no one else.
 *
 * @public
 */
export const visibilities = [
  'workspace',
  'project',
  'project_members',
  'people',
  'admins',
] as const;

/** @public */
export type Visibility = (typeof visibilities)[number];
