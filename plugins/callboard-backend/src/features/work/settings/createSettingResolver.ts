import {
  projectSettingsPath,
  Resource,
  ResourceType,
} from '@callboard/plugin-callboard-common';
import { whereProjectInScope } from '../../../core/resources/VisibilityScope';
import { ResourceResolver } from '../../../core/resources/ResourceResolver';
import { isOneOf } from '../../../database/bulk';

/** What a project gives its work items, and what tells a kind of it from others. */
interface FoundSettings<Look extends 'color' | 'group'> {
  type: ResourceType;
  table: string;
  /** The columns that say what it looks like. */
  look: readonly Look[];
}

/** Finds what work items can have: it is in the settings of its project. */
export function createSettingResolver<Look extends 'color' | 'group'>({
  type,
  table,
  look,
}: FoundSettings<Look>): ResourceResolver {
  return {
    type,
    async find(knex, ids, scope) {
      const query = knex(table)
        .join('projects', 'projects.id', `${table}.project_id`)
        .select(
          `${table}.id`,
          `${table}.name`,
          'projects.workspace_id',
          'projects.entity_ref',
          `${table}.deleted_at`,
          'projects.deleted_at as project_deleted_at',
          ...look.map(column => `${table}.${column}`),
        )
        .whereRaw(...isOneOf(knex, `${table}.id`, ids));
      const rows = await whereProjectInScope(knex, query, scope);
      return rows.map(row => ({
        type,
        id: row.id,
        title: row.name,
        workspace_slug: scope.slugOf(row.workspace_id)!,
        url: projectSettingsPath(row.entity_ref),
        ...(Object.fromEntries(
          look.map(column => [column, row[column]]),
        ) as Pick<Resource, Look>),
        is_deleted: row.deleted_at !== null || row.project_deleted_at !== null,
      }));
    },
  };
}
