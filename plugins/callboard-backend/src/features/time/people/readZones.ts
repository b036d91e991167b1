import { Knex } from 'knex';
import { inListSql } from '../../../database/bulk';

/** Returns the zone of a person's days in a workspace. */
export type ZoneOf = (
  user_ref: string,
  workspace: { timezone: string },
) => string;

/**
 * Returns people's zones: their own setting, or else that of the workspace. One query for any
 * number.
 */
export async function readZones(
  knex: Knex,
  user_refs: readonly string[],
): Promise<ZoneOf> {
  const rows: Array<{ user_ref: string; timezone: string }> = await knex(
    'notification_settings',
  )
    .select('user_ref', 'timezone')
    .whereRaw(...inListSql(knex, 'user_ref', user_refs, 'text'))
    .whereNotNull('timezone');
  const own = new Map(rows.map(row => [row.user_ref, row.timezone]));
  return (user_ref, { timezone }) => own.get(user_ref) ?? timezone;
}
