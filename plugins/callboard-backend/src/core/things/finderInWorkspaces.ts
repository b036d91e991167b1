import { ThingType } from '@callboard/plugin-callboard-common';
import { isOneOf } from '../../database/bulk';
import { ThingFinder } from './ThingFinder';

/** What tells a type of things from the others. */
interface WorkspaceThings<Column extends string> {
  type: ThingType;
  table: string;
  /** The columns that the title is made of. */
  columns: readonly Column[];
  titleOf: (row: Record<Column, string>) => string;
  /** The path within the portal. */
  urlOf: (workspace_slug: string, id: string) => string;
}

/** Finds things that everybody in their workspace may read. */
export function finderInWorkspaces<Column extends string>({
  type,
  table,
  columns,
  titleOf,
  urlOf,
}: WorkspaceThings<Column>): ThingFinder {
  return {
    type,
    async find(knex, ids, sight) {
      const rows = await knex(table)
        .select('id', 'workspace_id', 'deleted_at', ...columns)
        .whereRaw(...isOneOf(knex, 'id', ids))
        .whereRaw(...isOneOf(knex, 'workspace_id', sight.readable));
      return rows.map(({ id, workspace_id, deleted_at, ...row }) => {
        const workspace_slug = sight.slugOf(workspace_id)!;
        return {
          type,
          id,
          title: titleOf(row),
          workspace_slug,
          url: urlOf(workspace_slug, id),
          is_gone: deleted_at !== null,
        };
      });
    },
  };
}
