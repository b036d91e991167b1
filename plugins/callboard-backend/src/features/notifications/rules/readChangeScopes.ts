import { ChangeEvent } from '@callboard/plugin-callboard-common';
import { ChangeScope } from '@callboard/plugin-callboard-node';
import { Knex } from 'knex';
import { uniq } from 'lodash';
import { inListSql } from '../../../database/bulk';

/**
 * Reads the current workspaces and projects of changes, with two queries in total.
 *
 * @returns by change; undefined for one in a deleted workspace
 */
export async function readChangeScopes(
  knex: Knex,
  changes: readonly ChangeEvent[],
): Promise<(change: ChangeEvent) => ChangeScope | undefined> {
  const getUniqueIds = (column: 'workspace_id' | 'project_id') =>
    uniq(changes.flatMap(change => change[column] ?? []));
  const workspaces: Array<ChangeScope['workspace']> = await knex('workspaces')
    .select('id', 'slug', 'name')
    .whereRaw(...inListSql(knex, 'id', getUniqueIds('workspace_id')))
    .whereNull('deleted_at');
  const ids = getUniqueIds('project_id');
  const projects: Array<NonNullable<ChangeScope['project']>> =
    ids.length === 0
      ? []
      : await knex('projects')
          .select('id', 'name', 'entity_ref', 'access')
          .whereRaw(...inListSql(knex, 'id', ids));
  const workspaceOf = new Map(workspaces.map(each => [each.id, each]));
  const projectOf = new Map(projects.map(each => [each.id, each]));
  return ({ workspace_id, project_id }) => {
    const workspace = workspaceOf.get(workspace_id);
    const project = project_id ? projectOf.get(project_id) ?? null : null;
    return workspace && { workspace, project };
  };
}
