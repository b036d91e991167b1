import { WorkItemResource } from '@callboard/plugin-callboard-node';
import { Knex } from 'knex';
import {
  ProjectVisibility,
  SeenBy,
} from '../../../core/projects/ProjectVisibility';
import { inListSql } from '../../../database/bulk';
import { isId } from '../../../database/paging/cursor';
import { whereSearchable } from './SearchableWorkItems';

/** Work items as resources of the permission framework. */
export class WorkItemResources {
  constructor(
    private readonly deps: { knex: Knex; visibility: ProjectVisibility },
  ) {}

  /**
   * Loads items by id, in the order of the ids. Returns undefined, which hides it from search, for an
   * item that is missing, deleted, archived or a draft.
   */
  async list(
    ids: readonly string[],
  ): Promise<Array<WorkItemResource | undefined>> {
    const { knex, visibility } = this.deps;
    const items: Array<{ id: string; project_id: string }> = await knex(
      'work_items',
    )
      .join('projects', 'projects.id', 'work_items.project_id')
      .whereRaw(...inListSql(knex, 'work_items.id', ids.filter(isId)))
      .modify(whereSearchable)
      .select('work_items.id', 'work_items.project_id');
    const projects = await visibility.loadVisibilityChecks([
      ...new Set(items.map(({ project_id }) => project_id)),
    ]);
    const found = new Map(
      items.map(({ id, project_id }) => [id, projects.get(project_id)]),
    );
    return ids.map(id => {
      const seenBy = found.get(id);
      return seenBy && toWorkItemResource(seenBy);
    });
  }
}

/** Callboard stores references in lower case; the policy may pass them in any case. */
function toWorkItemResource(seenBy: SeenBy): WorkItemResource {
  return {
    isVisibleTo(userRef, ownershipRefs) {
      const user_ref = userRef.toLowerCase();
      const refs = ownershipRefs.map(ref => ref.toLowerCase());
      return seenBy({ user_ref, refs: new Set([user_ref, ...refs]) });
    },
  };
}
