import { Knex } from 'knex';
import { DateTime } from 'luxon';
import { uniq } from 'lodash';
import { WorkspaceRow } from '../../../access/Caller';
import { insertReturning, buildValuesTable } from '../../../database/bulk';

/** A person's day for which a reminder may be due. */
export interface ReminderCandidate {
  user_ref: string;
  /** `YYYY-MM-DD`, in the person's time zone. */
  date: string;
}

/** Lists the time zones that people have set for themselves. */
export async function listZones(knex: Knex): Promise<string[]> {
  return knex('notification_settings')
    .whereNotNull('timezone')
    .distinct('timezone')
    .pluck('timezone');
}

/**
 * Lists the members of a workspace whom no run has checked yet for the current date in their time
 * zone, ordered by User reference. Omits people in time zones that `days` does not contain.
 */
export async function listDuePeople(
  knex: Knex,
  { id, timezone }: Pick<WorkspaceRow, 'id' | 'timezone'>,
  days: readonly LocalDay[],
  { after, limit }: { after: string; limit: number },
): Promise<ReminderCandidate[]> {
  const zone = knex.raw('coalesce(notification_settings.timezone, ?)', [
    timezone,
  ]);
  return knex('memberships')
    .leftJoin(
      'notification_settings',
      'notification_settings.user_ref',
      'memberships.user_ref',
    )
    .join(
      buildValuesTable(
        knex,
        'local_days',
        days.map(day => ({ ...day })),
        ['zone', 'date'],
      ) as any,
      'local_days.zone',
      zone as any,
    )
    .leftJoin('time_reminders', join =>
      join
        .on('time_reminders.workspace_id', 'memberships.scope_id')
        .andOn('time_reminders.user_ref', 'memberships.user_ref'),
    )
    .select('memberships.user_ref', 'local_days.date')
    .where('memberships.scope_id', id)
    .whereNull('memberships.deleted_at')
    .where('memberships.user_ref', '>', after)
    .where(unchecked =>
      unchecked
        .whereNull('time_reminders.date')
        .orWhere('time_reminders.date', '<', knex.ref('local_days.date')),
    )
    .orderBy('memberships.user_ref')
    .limit(limit);
}

/**
 * Marks people as checked.
 *
 * @param people - ordered by User reference
 * @returns the people whom no other replica has marked in the meantime
 */
export async function markChecked(
  tx: Knex.Transaction,
  workspace_id: string,
  people: readonly ReminderCandidate[],
): Promise<ReminderCandidate[]> {
  return insertReturning(
    tx,
    {
      table: 'time_reminders',
      rows: people.map(({ user_ref, date }) => ({
        workspace_id,
        user_ref,
        date,
      })),
    },
    `ON CONFLICT (workspace_id, user_ref) DO UPDATE SET date = excluded.date
     WHERE time_reminders.date < excluded.date RETURNING user_ref, date`,
  );
}

/** A time zone with reminders due, and its current date. */
interface LocalDay {
  zone: string;
  /** `YYYY-MM-DD` */
  date: string;
}

/**
 * Returns the current dates of the time zones in which a time of day has passed. Skips time zones
 * that no longer exist.
 *
 * @param time - `HH:MM`. If a clock change skips this time, it passes at the change
 * @param now - milliseconds since 1970
 */
export function findDaysPastTime(
  time: string,
  now: number,
  zones: readonly string[],
): LocalDay[] {
  return uniq(zones)
    .map(zone => ({ zone, local: DateTime.fromMillis(now, { zone }) }))
    .filter(({ local }) => local.isValid && local.toFormat('HH:mm') >= time)
    .map(({ zone, local }) => ({ zone, date: local.toISODate()! }));
}
