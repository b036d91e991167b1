import { Knex } from 'knex';
import { isOneOf } from '../../../database/bulk';

/** Tells the zone that somebody's days in a workspace are meant in. */
export type ZoneOf = (
  user_ref: string,
  workspace: { timezone: string },
) => string;

/**
 * The zones of people: the one each has set for themselves, else that of the
 * workspace. One query, however many.
 */
export async function zonesOf(
  knex: Knex,
  user_refs: readonly string[],
): Promise<ZoneOf> {
  const rows: Array<{ user_ref: string; timezone: string }> = await knex(
    'notification_settings',
  )
    .select('user_ref', 'timezone')
    .whereRaw(...isOneOf(knex, 'user_ref', user_refs, 'text'))
    .whereNotNull('timezone');
  const own = new Map(rows.map(row => [row.user_ref, row.timezone]));
  return (user_ref, { timezone }) => own.get(user_ref) ?? timezone;
}
