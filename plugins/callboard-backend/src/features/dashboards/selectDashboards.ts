import { DashboardConfig } from '@callboard/plugin-callboard-common';
import { JsonObject } from '@backstage/types';
import { Knex } from 'knex';
import { readInstant, readJson } from '../../database/dialect';
import { DashboardRow } from './DashboardRow';

/** Selects dashboards with the names of their owners. */
export function selectDashboards(knex: Knex): Knex.QueryBuilder {
  return knex('dashboards')
    .leftJoin('people', 'people.user_ref', 'dashboards.owner_ref')
    .select(
      'dashboards.*',
      knex.raw(
        'coalesce(people.display_name, dashboards.owner_ref) AS owner_name',
      ),
    )
    .whereNull('dashboards.deleted_at');
}

/** Converts a row of `selectDashboards`. */
export function readDashboard(row: any): DashboardRow {
  return {
    id: row.id,
    workspace_id: row.workspace_id,
    name: row.name,
    description: row.description,
    owner_ref: row.owner_ref,
    owner_name: row.owner_name,
    access: row.access,
    is_default: Boolean(row.is_default),
    config: readJson<JsonObject>(row.config) as DashboardConfig,
    version: row.version,
    created_at: readInstant(row.created_at),
    updated_at: readInstant(row.updated_at),
  };
}
