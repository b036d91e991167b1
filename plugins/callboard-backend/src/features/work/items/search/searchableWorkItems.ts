import {
  DEFAULT_WORKSPACE,
  SearchableWorkItem,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { WorkItemResource } from '@callboard/plugin-callboard-node';
import {
  ProjectVisibility,
  VisibilityCheck,
} from '../../../../core/projects/ProjectVisibility';
import { inListSql } from '../../../../database/bulk';
import { CallboardConfig } from '../../../../kernel/config';
import { readInstant } from '../../../../database/dialect';
import {
  isId,
  Page,
  PageQuery,
  readOldestPage,
} from '../../../../database/paging';
import { formatItemIdentifier } from '../WorkItemRow';

/**
 * Loads items as resources of the permission framework, in the order of the ids. Items that the
 * search cannot find, such as archived ones, are undefined.
 */
export async function listWorkItemResources(
  { knex, visibility }: { knex: Knex; visibility: ProjectVisibility },
  ids: readonly string[],
): Promise<Array<WorkItemResource | undefined>> {
  const items: Array<{ id: string; project_id: string }> = await knex(
    'work_items',
  )
    .join('projects', 'projects.id', 'work_items.project_id')
    .whereRaw(...inListSql(knex, 'work_items.id', ids.filter(isId)))
    .modify(whereSearchable)
    .select('work_items.id', 'work_items.project_id');
  const checksByProject = await visibility.loadVisibilityChecks([
    ...new Set(items.map(({ project_id }) => project_id)),
  ]);
  const visibilityChecks = new Map(
    items.map(({ id, project_id }) => [id, checksByProject.get(project_id)]),
  );
  return ids.map(id => {
    const isVisible = visibilityChecks.get(id);
    return isVisible && toWorkItemResource(isVisible);
  });
}

/** Converts references to lower case, because the permission policy may pass upper-case letters. */
function toWorkItemResource(isVisible: VisibilityCheck): WorkItemResource {
  return {
    isVisibleTo(userRef, ownershipRefs) {
      const user_ref = userRef.toLowerCase();
      const refs = ownershipRefs.map(ref => ref.toLowerCase());
      return isVisible({ user_ref, refs: new Set([user_ref, ...refs]) });
    },
  };
}

/**
 * Filters to items that the portal's search can find: excludes drafts, archived items and items of
 * archived projects.
 */
function whereSearchable(query: Knex.QueryBuilder): void {
  query
    .whereNull('projects.deleted_at')
    .whereNull('projects.archived_at')
    .whereNull('work_items.deleted_at')
    .whereNull('work_items.archived_at')
    .where('work_items.is_draft', false);
}

/**
 * Lists work items for the index of the portal's search. If the search does not filter its results
 * by permission, it gets only items that every signed-in user can see: items of open projects in
 * the default workspace. The oldest items come first.
 */
export async function listSearchableWorkItems(
  { knex, config }: { knex: Knex; config: CallboardConfig },
  {
    restricted,
    ...query
  }: PageQuery & {
    /** Whether to include items that only some users can see. */
    restricted: boolean;
  },
): Promise<Page<SearchableWorkItem>> {
  const rows = knex('work_items')
    .join('projects', 'projects.id', 'work_items.project_id')
    .join('workspaces', 'workspaces.id', 'work_items.workspace_id')
    .join('work_states', 'work_states.id', 'work_items.state_id')
    .whereNull('workspaces.deleted_at')
    .modify(whereSearchable)
    .select(
      'work_items.id',
      'work_items.project_id',
      'workspaces.slug as workspace',
      'work_items.number',
      'work_items.title',
      'work_items.description',
      'work_items.updated_at',
      'projects.entity_ref',
      'projects.identifier',
      'projects.name as project',
      'work_states.name as state',
      'work_states.group as state_group',
      'work_states.color as state_color',
    );
  if (!restricted) {
    rows
      .where('workspaces.slug', DEFAULT_WORKSPACE)
      .where('projects.access', 'open');
    if (config.workspaces.default.autoJoin === 'none') rows.whereRaw('1 = 0');
  }
  return readOldestPage(
    query,
    rows,
    ({ number, identifier, updated_at, ...row }) => ({
      ...row,
      identifier: formatItemIdentifier(identifier, number),
      updated_at: readInstant(updated_at),
    }),
    'work_items.id',
  );
}
