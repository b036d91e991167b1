import { ConflictError } from '@backstage/errors';
import { Worklog, formatDuration } from '@callboard/plugin-callboard-common';
import { sumBy } from 'lodash';
import { Change } from '../../../changes/Changes';
import { RecordedChange } from '../../../changes/RecordedChange';
import { createId } from '../../../database/ids';
import { InvalidRequestError } from '../../../http/errors';
import {
  UnloggedTime,
  UnloggedTimeStore,
} from '../unloggedTimes/UnloggedTimeStore';
import { TimerDay } from '../rules/splitTimerDays';
import { WorklogChanges } from '../worklogs/WorklogChanges';
import { toWorklogResponse, WorklogRow } from '../worklogs/WorklogRow';
import { draftTimer, EndingTimer } from './draftTimer';
import { TimerStore } from './TimerStore';
import { toTimerActivity } from './toTimerActivity';

/** Metadata in the activity entry of an ended timer, for display and notification rules. */
function buildEndingMetadata({
  entries,
  unlogged,
  stoppedAfterHours,
}: {
  entries: readonly WorklogRow[];
  unlogged: ReadonlyArray<{
    day: { date: string; minutes: number };
    reason: string;
  }>;
  stoppedAfterHours: number | undefined;
}): NonNullable<RecordedChange['metadata']> {
  const minutes = sumBy(entries, 'duration_minutes');
  const unlogged_minutes = sumBy(unlogged, ({ day }) => day.minutes);
  const words = [
    ...(stoppedAfterHours === undefined
      ? []
      : [`stopped automatically after ${stoppedAfterHours}h`]),
    minutes > 0 ? `${formatDuration(minutes)} logged` : 'nothing logged',
    ...unlogged.map(
      ({ day, reason }) =>
        `${formatDuration(day.minutes)} of ${day.date} not logged: ${reason}`,
    ),
  ];
  return {
    text: words.join('; '),
    minutes,
    ...(unlogged.length > 0 ? { unlogged_minutes } : {}),
    ...(stoppedAfterHours === undefined
      ? {}
      : {
          stopped_after_hours: stoppedAfterHours,
          // The day that needs action, or else the first logged day.
          date: unlogged[0]?.day.date ?? entries[0]?.logged_at ?? null,
        }),
  };
}

/** A day of a timer that cannot be logged. */
interface UnloggedDay {
  day: TimerDay;
  reason: string;
}

/** Logs or stores the time of timers that end. The caller locks them before. */
export class TimerEndings {
  constructor(
    private readonly deps: {
      store: TimerStore;
      unloggedTimes: UnloggedTimeStore;
      worklogChanges: WorklogChanges;
    },
  ) {}

  /**
   * Ends a timer and logs all of its time, one worklog per day.
   *
   * @param until - milliseconds since 1970
   * @param describedBy - the request field for the description of the worklogs, if any
   * @throws InvalidRequestError where only the description is missing
   * @throws ConflictError where the time cannot be logged
   */
  async log(
    change: Change,
    ending: EndingTimer,
    { until, describedBy }: { until: number; describedBy?: string },
  ): Promise<Worklog[]> {
    const { days, stoppedAfterHours } = await this.draft(change, ending, until);
    const entries: WorklogRow[] = [];
    for (const drafted of days) {
      if (drafted.reason === undefined) {
        entries.push(drafted.entry);
      } else if (describedBy && drafted.problem?.field === 'description') {
        throw new InvalidRequestError([
          { field: describedBy, reason: drafted.problem.reason },
        ]);
      } else {
        throw new ConflictError(
          `The timer is still running, because its time cannot be logged: ${drafted.reason}`,
        );
      }
    }
    return this.end(change, ending, {
      entries,
      unloggedTimes: [],
      stoppedAfterHours,
    });
  }

  /** Ends a timer, logs the time that can be logged, and stores the rest as unlogged time. */
  async logOrKeep(
    change: Change,
    ending: EndingTimer,
    until: number,
  ): Promise<void> {
    const { days, stoppedAfterHours } = await this.draft(change, ending, until);
    const unloggedTimes = days.flatMap(({ day, reason }) =>
      reason === undefined ? [] : [{ day, reason }],
    );
    const entries = days.flatMap(drafted =>
      drafted.reason === undefined ? [drafted.entry] : [],
    );
    await this.end(change, ending, {
      entries,
      unloggedTimes,
      stoppedAfterHours,
    });
    await this.deps.unloggedTimes.insert(
      change.tx,
      unloggedTimes.map(each => createUnloggedTime(change, ending, each)),
    );
  }

  private draft(change: Change, ending: EndingTimer, until: number) {
    return draftTimer(change, this.deps.worklogChanges, ending, until);
  }

  private async end(
    change: Change,
    { timer, item }: EndingTimer,
    {
      entries,
      unloggedTimes,
      stoppedAfterHours: hours,
    }: {
      entries: readonly WorklogRow[];
      unloggedTimes: readonly UnloggedDay[];
      stoppedAfterHours: number | undefined;
    },
  ): Promise<Worklog[]> {
    const { store, worklogChanges } = this.deps;
    await store.delete(change.tx, timer.user_ref);
    change.record(
      toTimerActivity(
        'stop',
        { before: { timer, isSeen: item?.canView ?? false }, after: null },
        buildEndingMetadata({
          entries,
          unlogged: unloggedTimes,
          stoppedAfterHours: hours,
        }),
      ),
    );
    const logged = await worklogChanges.apply(
      change,
      entries.map(after => ({ before: null, after })),
      hours === undefined
        ? {}
        : {
            metadata: {
              text: `by a timer that stopped automatically after ${hours}h`,
            },
          },
    );
    return logged.map(({ after }) => toWorklogResponse(after!));
  }
}

function createUnloggedTime(
  { now }: Change,
  { timer, description }: EndingTimer,
  { day, reason }: UnloggedDay,
): UnloggedTime {
  return {
    ...timer,
    id: createId(now),
    date: day.date,
    started_at: new Date(day.from).toISOString(),
    ended_at: new Date(day.to).toISOString(),
    minutes: day.minutes,
    description,
    reason,
    created_at: new Date(now).toISOString(),
  };
}
