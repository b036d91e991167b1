import { Knex } from 'knex';
import { inListSql } from '../../database/bulk';
import { readInstant } from '../../database/dialect';
import { MemberRow, SourceRow } from './MemberRow';

/** Reads the sources of stored memberships: one query for all of them. */
export async function attachSources(
  knex: Knex,
  rows: any[],
): Promise<MemberRow[]> {
  const ids = rows.map(row => row.id);
  const sources: SourceRow[] =
    ids.length === 0
      ? []
      : await knex('membership_sources')
          .whereRaw(...inListSql(knex, 'member_id', ids))
          .orderBy('id');
  const sourcesById = new Map<string, SourceRow[]>(ids.map(id => [id, []]));
  sources.forEach(source => sourcesById.get(source.member_id)!.push(source));
  return rows.map(row => ({
    id: row.id,
    workspace_id: row.workspace_id,
    scope: row.scope,
    scope_id: row.scope_id,
    user_ref: row.user_ref,
    display_name: row.display_name ?? row.user_ref,
    rank: row.rank,
    version: row.version,
    created_at: readInstant(row.created_at),
    updated_at: readInstant(row.updated_at),
    sources: sourcesById.get(row.id)!,
  }));
}
