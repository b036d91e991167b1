import { Knex } from 'knex';
import { inListSql } from '../../database/bulk';
import { getKnownZone } from '../../database/zones';

/** Returns the time zone in which a person's days begin and end in a workspace. */
type GetTimeZone = (
  user_ref: string,
  workspace: { timezone: string },
) => string;

/**
 * Reads people's own time zones in one query. Returns a function that returns a person's time zone:
 * their own setting, or else the setting of the workspace.
 */
export async function readTimeZones(
  knex: Knex,
  user_refs: readonly string[],
): Promise<GetTimeZone> {
  const rows: Array<{ user_ref: string; timezone: string }> = await knex(
    'notification_settings',
  )
    .select('user_ref', 'timezone')
    .whereRaw(...inListSql(knex, 'user_ref', user_refs, 'text'))
    .whereNotNull('timezone');
  const zones = new Map(rows.map(row => [row.user_ref, row.timezone]));
  return (user_ref, { timezone }) =>
    getKnownZone(zones.get(user_ref) ?? timezone);
}
