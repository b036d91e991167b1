import { Resource, ResourceType } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { inListSql } from '../../database/bulk';
import { VisibilityScope } from './VisibilityScope';

/** Defines a type of resources that all members, or all admins, of a workspace may read. */
interface WorkspaceResourceDefinition<Column extends string> {
  type: ResourceType;
  table: string;
  columns: readonly Column[];
  getTitle: (row: Record<Column, string>) => string;
  buildUrl: (workspace_slug: string, id: string) => string;
  isForAdmins?: boolean;
}

export function createWorkspaceResolver<Column extends string>({
  type,
  table,
  columns,
  getTitle,
  buildUrl,
  isForAdmins,
}: WorkspaceResourceDefinition<Column>): ResourceResolver {
  return {
    type,
    async find(knex, ids, scope) {
      const rows = await knex(table)
        .select('id', 'workspace_id', 'deleted_at', ...columns)
        .whereRaw(...inListSql(knex, 'id', ids))
        .whereRaw(
          ...inListSql(
            knex,
            'workspace_id',
            isForAdmins ? scope.administered : scope.readable,
          ),
        );
      return rows.map(({ id, workspace_id, deleted_at, ...row }) => {
        const workspace_slug = scope.getSlug(workspace_id)!;
        return {
          type,
          id,
          title: getTitle(row),
          workspace_slug,
          url: buildUrl(workspace_slug, id),
          is_deleted: deleted_at !== null,
        };
      });
    },
  };
}

interface ResolvedResource extends Resource {
  is_deleted: boolean;
}

export interface ResourceResolver {
  type: ResourceType;
  /** Of the resources with the given ids, returns those that the user may see, in any order. */
  find(
    knex: Knex,
    ids: readonly string[],
    scope: VisibilityScope,
  ): Promise<ResolvedResource[]>;
}
