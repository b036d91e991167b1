import { Knex } from 'knex';
import { isOneOf } from '../../../database/bulk';

/**
 * The zones that the days of people are meant in: the one each has set for
 * themselves, else that of the workspace. One query, however many.
 */
export async function zonesOf(
  knex: Knex,
  { timezone }: { timezone: string },
  user_refs: readonly string[],
): Promise<(user_ref: string) => string> {
  const rows: Array<{ user_ref: string; timezone: string }> = await knex(
    'notification_settings',
  )
    .select('user_ref', 'timezone')
    .whereRaw(...isOneOf(knex, 'user_ref', user_refs, 'text'))
    .whereNotNull('timezone');
  const own = new Map(rows.map(row => [row.user_ref, row.timezone]));
  return user_ref => own.get(user_ref) ?? timezone;
}
