import { Knex } from 'knex';
import { Interval } from '../rules/freeOf';
import { addDays } from '../rules/workingDays';
import { UnloggedTime } from '../unloggedTimes/UnloggedTimeStore';

const MINUTE_MS = 60_000;

/** What somebody has of a day already, in all workspaces. */
export interface TakenTime {
  /** What is logged at some time of it or around it, kept, or being timed. */
  busy: Interval[];
  /** Minutes that are logged on an item at no time of the day, by its id. */
  loggedOn: Map<string, number>;
  /** Minutes of the day that are logged in a workspace, or kept, by its id. */
  minutesIn: Map<string, number>;
}

/**
 * What somebody has of a day already: two queries.
 *
 * @param date - `YYYY-MM-DD`
 * @param kept - what is kept of the day, and of those around it
 */
export async function takenTime(
  knex: Knex,
  { user_ref, date, now }: { user_ref: string; date: string; now: number },
  unlogged: readonly UnloggedTime[],
): Promise<TakenTime> {
  const taken: TakenTime = {
    busy: [],
    loggedOn: new Map(),
    minutesIn: new Map(),
  };
  // The index of somebody's entries has the workspace first; there are few.
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
