import { projectPath } from '@callboard/plugin-callboard-common';
import { whereProjectInSight } from '../../core/things/Sight';
import { ThingFinder } from '../../core/things/ThingFinder';
import { isOneOf } from '../../database/bulk';

/** Projects are on the pages of their entities. */
export const projectFinder: ThingFinder = {
  type: 'project',
  async find(knex, ids, sight) {
    const query = knex('projects')
      .select('id', 'workspace_id', 'name', 'entity_ref', 'deleted_at')
      .whereRaw(...isOneOf(knex, 'projects.id', ids));
    const rows = await whereProjectInSight(knex, query, sight);
    return rows.map(({ id, workspace_id, name, entity_ref, deleted_at }) => ({
      type: 'project',
      id,
      title: name,
      workspace_slug: sight.slugOf(workspace_id)!,
      url: projectPath(entity_ref),
      is_gone: deleted_at !== null,
    }));
  },
};
