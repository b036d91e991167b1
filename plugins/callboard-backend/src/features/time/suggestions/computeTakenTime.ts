import { Knex } from 'knex';
import { Interval } from '../rules/subtractIntervals';
import { addDays } from '../rules/workingDays';
import { UnloggedTime } from '../unloggedTimes/UnloggedTimeStore';

const MINUTE_MS = 60_000;

/** A person's time on a day that is already used, in all workspaces. */
export interface TakenTime {
  /** Intervals on or around the day that are logged, unlogged or timed. */
  busy: Interval[];
  /** Minutes logged without a start time, by item id. */
  loggedOn: Map<string, number>;
  /** Minutes of the day, logged or unlogged, by workspace id. */
  minutesIn: Map<string, number>;
}

/**
 * Computes the used time of a person's day: two queries.
 *
 * @param date - `YYYY-MM-DD`
 * @param unlogged - unlogged times of the day and of those around it
 */
export async function computeTakenTime(
  knex: Knex,
  { user_ref, date, now }: { user_ref: string; date: string; now: number },
  unlogged: readonly UnloggedTime[],
): Promise<TakenTime> {
  const taken: TakenTime = {
    busy: [],
    loggedOn: new Map(),
    minutesIn: new Map(),
  };
  // The index of a person's worklogs begins with the workspace; few workspaces exist.
  const entries: any[] = await knex('worklogs')
    .select(
      'workspace_id',
      'work_item_id',
      'logged_at',
      'started_at',
      'duration_minutes',
    )
    .whereIn('workspace_id', knex('workspaces').select('id'))
    .where('logged_by', user_ref)
    .whereBetween('logged_at', [addDays(date, -1), addDays(date, 1)])
    .whereNull('deleted_at');
  for (const entry of entries) {
    const { work_item_id, workspace_id, duration_minutes } = entry;
    if (entry.started_at !== null) {
      const from = new Date(entry.started_at).getTime();
      taken.busy.push({ from, to: from + duration_minutes * MINUTE_MS });
    }
    if (entry.logged_at === date) {
      add(taken.minutesIn, workspace_id, duration_minutes);
      if (entry.started_at === null) {
        add(taken.loggedOn, work_item_id, duration_minutes);
      }
    }
  }
  for (const time of unlogged) {
    taken.busy.push({
      from: Date.parse(time.started_at),
      to: Date.parse(time.ended_at),
    });
    if (time.date === date) {
      add(taken.minutesIn, time.workspace_id, time.minutes);
    }
  }
  const timer = await knex('timers').where({ user_ref }).first('started_at');
  if (timer) {
    taken.busy.push({ from: new Date(timer.started_at).getTime(), to: now });
  }
  return taken;
}

function add(sums: Map<string, number>, key: string, minutes: number): void {
  sums.set(key, (sums.get(key) ?? 0) + minutes);
}
