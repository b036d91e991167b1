import {
  buildProjectPath,
  buildWorkspacePath,
  endpoints,
} from '@callboard/plugin-callboard-common';
import { Core } from '../../core/Core';
import { Feature } from '../../core/Feature';
import { ResourceResolver } from '../../core/resources/ResourceResolver';
import { whereProjectInScope } from '../../core/resources/VisibilityScope';
import { inListSql } from '../../database/bulk';
import { Resources } from './Resources';

const workspaceResolver: ResourceResolver = {
  type: 'workspace',
  async find(knex, ids, scope) {
    const rows = await knex('workspaces')
      .select('id', 'name')
      .whereNull('deleted_at')
      .whereRaw(...inListSql(knex, 'id', ids))
      .whereRaw(...inListSql(knex, 'id', scope.readable));
    return rows.map(({ id, name }) => {
      const slug = scope.getSlug(id)!;
      return {
        type: 'workspace',
        id,
        title: name,
        workspace_slug: slug,
        url: buildWorkspacePath(slug),
        is_deleted: false,
      };
    });
  },
};

const projectResolver: ResourceResolver = {
  type: 'project',
  async find(knex, ids, scope) {
    const query = knex('projects')
      .select('id', 'workspace_id', 'name', 'entity_ref', 'deleted_at')
      .whereRaw(...inListSql(knex, 'projects.id', ids));
    const rows = await whereProjectInScope(knex, query, scope);
    return rows.map(({ id, workspace_id, name, entity_ref, deleted_at }) => ({
      type: 'project',
      id,
      title: name,
      workspace_slug: scope.getSlug(workspace_id)!,
      url: buildProjectPath(entity_ref),
      is_deleted: deleted_at !== null,
    }));
  },
};

export function addResources(
  { router }: Core,
  resources: Resources,
  features: readonly Feature[],
): void {
  resources.add([
    workspaceResolver,
    projectResolver,
    ...features.flatMap(feature => feature.resolvers ?? []),
  ]);
  router.handle(endpoints.listResources, ({ caller, query }) =>
    resources.find(caller, query),
  );
}
