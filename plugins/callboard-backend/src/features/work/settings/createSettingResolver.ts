import {
  buildProjectSettingsPath,
  Resource,
  ResourceType,
} from '@callboard/plugin-callboard-common';
import { whereProjectInScope } from '../../../core/resources/VisibilityScope';
import { ResourceResolver } from '../../../core/resources/ResourceResolver';
import { inListSql } from '../../../database/bulk';

/** A kind of project settings, with the columns of its appearance. */
interface FoundSettings<Field extends 'color' | 'group'> {
  type: ResourceType;
  table: string;
  /** The columns that determine its appearance. */
  fields: readonly Field[];
}

/** Resolves project settings; the link leads to the settings of the project. */
export function createSettingResolver<Field extends 'color' | 'group'>({
  type,
  table,
  fields,
}: FoundSettings<Field>): ResourceResolver {
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
          ...fields.map(column => `${table}.${column}`),
        )
        .whereRaw(...inListSql(knex, `${table}.id`, ids));
      const rows = await whereProjectInScope(knex, query, scope);
      return rows.map(row => ({
        type,
        id: row.id,
        title: row.name,
        workspace_slug: scope.getSlug(row.workspace_id)!,
        url: buildProjectSettingsPath(row.entity_ref),
        ...(Object.fromEntries(
          fields.map(column => [column, row[column]]),
        ) as Pick<Resource, Field>),
        is_deleted: row.deleted_at !== null || row.project_deleted_at !== null,
      }));
    },
  };
}
