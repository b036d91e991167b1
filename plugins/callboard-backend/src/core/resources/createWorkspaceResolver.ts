import { ResourceType } from '@callboard/plugin-callboard-common';
import { isOneOf } from '../../database/bulk';
import { ResourceResolver } from './ResourceResolver';

/** The definition of a resource type. */
interface WorkspaceResource<Column extends string> {
  type: ResourceType;
  table: string;
  /** The columns of the title. */
  columns: readonly Column[];
  titleOf: (row: Record<Column, string>) => string;
  /** The path within the portal. */
  urlOf: (workspace_slug: string, id: string) => string;
}

/** Resolves resources that every member of the workspace may read. */
export function createWorkspaceResolver<Column extends string>({
  type,
  table,
  columns,
  titleOf,
  urlOf,
}: WorkspaceResource<Column>): ResourceResolver {
  return {
    type,
    async find(knex, ids, scope) {
      const rows = await knex(table)
        .select('id', 'workspace_id', 'deleted_at', ...columns)
        .whereRaw(...isOneOf(knex, 'id', ids))
        .whereRaw(...isOneOf(knex, 'workspace_id', scope.readable));
      return rows.map(({ id, workspace_id, deleted_at, ...row }) => {
        const workspace_slug = scope.slugOf(workspace_id)!;
        return {
          type,
          id,
          title: titleOf(row),
          workspace_slug,
          url: urlOf(workspace_slug, id),
          is_deleted: deleted_at !== null,
        };
      });
    },
  };
}
