import {
  readInstant,
  readJson,
  readOptionalInstant,
} from '../../database/dialect';
import { ProjectRow } from '../../access/rows';

/** Converts a row of the table of projects. */
export function readProject(row: any): ProjectRow {
  return {
    id: row.id,
    workspace_id: row.workspace_id,
    entity_ref: row.entity_ref,
    name: row.name,
    identifier: row.identifier,
    access: row.access,
    is_time_tracking_enabled: Boolean(row.is_time_tracking_enabled),
    archived_at: readOptionalInstant(row.archived_at),
    entity_missing_since: readOptionalInstant(row.entity_missing_since),
    settings: readJson<ProjectRow['settings']>(row.settings),
    version: row.version,
    created_at: readInstant(row.created_at),
    updated_at: readInstant(row.updated_at),
  };
}
