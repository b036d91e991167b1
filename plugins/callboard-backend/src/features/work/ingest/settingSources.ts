import { Knex } from 'knex';
import { inListSql, insertTogether } from '../../../database/bulk';
import { readInstant } from '../../../database/dialect';
import { SettingKind } from '../settings/settingKinds';

/** Selects the settings of one kind that a source has in a project. */
export interface SettingSourceKey {
  project_id: string;
  source: string;
  entity_type: SettingKind<never>['entity_type'];
}

/** A setting of a source, and the setting of Callboard that it refers to. */
export interface SettingSource {
  external_id: string;
  /** Null once the source has deleted its setting. */
  setting_id: string | null;
  external_updated_at: string;
  external_digest: string;
}

/** Stores the ids by which a source identifies labels, cycles or modules. */
export async function saveSettingSources(
  tx: Knex.Transaction,
  key: SettingSourceKey,
  sources: readonly SettingSource[],
): Promise<void> {
  await insertTogether(tx, [
    {
      table: 'work_setting_sources',
      rows: sources.map(source => ({
        ...key,
        ...source,
        external_updated_at: new Date(source.external_updated_at),
      })),
      onConflict: `(project_id, source, entity_type, external_id) DO UPDATE SET
        setting_id = excluded.setting_id,
        external_updated_at = excluded.external_updated_at,
        external_digest = excluded.external_digest`,
    },
  ]);
}

/** Lists settings of a source by external id, or by the id of the setting in Callboard. */
export async function listSettingSources(
  tx: Knex.Transaction,
  key: SettingSourceKey,
  column: 'external_id' | 'setting_id',
  values: readonly string[],
): Promise<SettingSource[]> {
  const type = column === 'setting_id' ? 'uuid' : 'text';
  const rows =
    values.length === 0
      ? []
      : await tx('work_setting_sources')
          .where(key)
          .whereRaw(...inListSql(tx, column, values, type));
  return rows.map((row: any) => ({
    external_id: row.external_id,
    setting_id: row.setting_id,
    external_updated_at: readInstant(row.external_updated_at),
    external_digest: row.external_digest,
  }));
}
