/**
 * What can change, and what a change to it can be called: every mutation is
 * recorded as one of these, and nothing else can be. `<entity type>.<action>` is
 * the type of the event that tells of it. A bulk operation is an act on the
 * workspace or project it happened in.
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
    'catalog_seed',
    'match',
  ],
  workspace_member: ['create', 'update', 'delete', 'join'],
  membership_sync: ['sync'],
  project: ['create', 'update', 'bulk_update', 'ingest'],
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
  work_state: ['create', 'update', 'delete'],
  label: ['create', 'update', 'delete'],
  cycle: ['create', 'update', 'delete'],
  module: ['create', 'update', 'delete'],
} as const;

/** What a change can be about. @public */
export type EntityType = keyof typeof changeVocabulary;

/** What a change to it can be called. @public */
export type ChangeAction<T extends EntityType = EntityType> =
  (typeof changeVocabulary)[T][number];

/** All there is that can change. @public */
export const entityTypes = Object.keys(changeVocabulary) as EntityType[];

/** All that a change can be called. @public */
export const changeActions = [
  ...new Set<ChangeAction>(entityTypes.flatMap(type => changeVocabulary[type])),
];

/** The type of the event that tells of a change. @public */
export type ChangeType = {
  [T in EntityType]: `${T}.${ChangeAction<T>}`;
}[EntityType];

/** The types of all events that tell of changes. @public */
export const changeTypes = entityTypes.flatMap(type =>
  changeVocabulary[type].map(action => `${type}.${action}`),
) as ChangeType[];
