import { getDateInZone, toSameTimeOn } from '../../../database/zones';
import { WorklogRow } from '../worklogs/WorklogRow';

/** The day of a worklog and the start of the work, if known. */
type WorkMoment = Pick<WorklogRow, 'logged_at' | 'started_at'>;

type PatchedMoment = {
  [Field in keyof WorkMoment]?: WorkMoment[Field] | null;
};

const getDate = (started_at: string, zone: string) =>
  getDateInZone(Date.parse(started_at), zone);

/**
 * Resolves the day and the start of a worklog after a patch. If the patch sets only the day or only
 * the start, moves the other accordingly.
 *
 * @param before - empty for a new worklog
 * @param zone - the person's time zone; the day of a start is its date in this time zone
 */
export function patchMoment(
  { logged_at, started_at }: PatchedMoment,
  before: Partial<WorkMoment>,
  zone: string,
): PatchedMoment {
  if (!logged_at && started_at) {
    return { logged_at: getDate(started_at, zone), started_at };
  }
  const start = before.started_at;
  if (logged_at && started_at === undefined && start) {
    const isSameDay = logged_at === before.logged_at;
    const movedStart = toSameTimeOn(logged_at, Date.parse(start), zone);
    return {
      logged_at,
      started_at: isSameDay ? start : new Date(movedStart).toISOString(),
    };
  }
  return { logged_at, started_at };
}

/** Returns the reason why a day and a start contradict each other; undefined if they agree. */
export function findMomentProblem(
  { logged_at, started_at }: PatchedMoment,
  zone: string,
): string | undefined {
  if (!logged_at || !started_at) return undefined;
  const date = getDate(started_at, zone);
  return date === logged_at
    ? undefined
    : `is on ${date} in ${zone}, but logged_at is ${logged_at}`;
}
