import { workItemPath } from '@callboard/plugin-callboard-common';
import { whereProjectInSight } from '../../../core/things/Sight';
import { ThingFinder } from '../../../core/things/ThingFinder';
import { isOneOf } from '../../../database/bulk';

/** Work items are in the list of their project, on the page of its entity. */
export const workItemFinder: ThingFinder = {
  type: 'work_item',
  async find(knex, ids, sight) {
    const query = knex('work_items')
      .join('projects', 'projects.id', 'work_items.project_id')
      .select(
        'work_items.id',
        'work_items.title',
        'work_items.number',
        'projects.identifier',
        'projects.workspace_id',
        'projects.entity_ref',
        'work_items.deleted_at',
        'projects.deleted_at as project_deleted_at',
      )
      .whereRaw(...isOneOf(knex, 'work_items.id', ids));
    const rows = await whereProjectInSight(knex, query, sight);
    return rows.map(
      ({
        id,
        title,
        number,
        identifier,
        workspace_id,
        entity_ref,
        deleted_at,
        project_deleted_at,
      }) => ({
        type: 'work_item',
        id,
        title: `${identifier}-${number} ${title}`,
        workspace_slug: sight.slugOf(workspace_id)!,
        url: workItemPath(entity_ref, id),
        is_gone: deleted_at !== null || project_deleted_at !== null,
      }),
    );
  },
};
