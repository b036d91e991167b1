import { ConflictError } from '@backstage/errors';
import { Worklog, formatDuration } from '@callboard/plugin-callboard-common';
import { sumBy } from 'lodash';
import { Change } from '../../../changes/Changes';
import { RecordedChange } from '../../../changes/RecordedChange';
import { createId } from '../../../database/ids';
import { InvalidRequestError } from '../../../http/errors';
import { UnloggedTime, UnloggedTimeStore } from './UnloggedTimeStore';
import { TimerDay } from '../rules/splitTimerDays';
import { WorklogChanges } from '../worklogs/WorklogChanges';
import { toWorklogResponse, WorklogRow } from '../worklogs/WorklogRow';
import { draftTimer, EndingTimer } from './draftTimer';
import { TimerStore } from './TimerStore';
import { toTimerActivity } from './TimerRow';

/** A day of a timer that cannot be logged. */
interface UnloggedDay {
  day: TimerDay;
  reason: string;
}

/** Ends timers: logs their time, or stores it as unlogged time. The caller locks them first. */
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
   * @throws InvalidRequestError if the first day that cannot be logged lacks a description, and the
   *   request has a field for it
   * @throws ConflictError if a day cannot be logged for another reason
   */
  async log(
    change: Change,
    ending: EndingTimer,
    { until, describedBy }: { until: number; describedBy?: string },
  ): Promise<Worklog[]> {
    const { days, stoppedAfterHours } = await this.draft(change, ending, until);
    const worklogs: WorklogRow[] = [];
    for (const draft of days) {
      if (draft.reason === undefined) {
        worklogs.push(draft.worklog);
      } else if (describedBy && draft.problem?.field === 'description') {
        throw new InvalidRequestError([
          { field: describedBy, reason: draft.problem.reason },
        ]);
      } else {
        throw new ConflictError(
          `The timer is still running, because its time cannot be logged: ${draft.reason}`,
        );
      }
    }
    return this.end(change, ending, {
      worklogs,
      unloggedTimes: [],
      stoppedAfterHours,
    });
  }

  /** Ends a timer, logs the time that can be logged, and stores the rest as unlogged time. */
  async logOrStore(
    change: Change,
    ending: EndingTimer,
    until: number,
  ): Promise<void> {
    const { days, stoppedAfterHours } = await this.draft(change, ending, until);
    const unloggedTimes = days.flatMap(({ day, reason }) =>
      reason === undefined ? [] : [{ day, reason }],
    );
    const worklogs = days.flatMap(draft =>
      draft.reason === undefined ? [draft.worklog] : [],
    );
    await this.end(change, ending, {
      worklogs,
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
      worklogs,
      unloggedTimes,
      stoppedAfterHours: hours,
    }: {
      worklogs: readonly WorklogRow[];
      unloggedTimes: readonly UnloggedDay[];
      stoppedAfterHours: number | undefined;
    },
  ): Promise<Worklog[]> {
    const { store, worklogChanges } = this.deps;
    await store.delete(change.tx, timer.user_ref);
    change.record(
      toTimerActivity(
        'stop',
        { before: { timer, isVisible: item?.canView ?? false }, after: null },
        buildEndingMetadata({
          worklogs,
          unlogged: unloggedTimes,
          stoppedAfterHours: hours,
        }),
      ),
    );
    const logged = await worklogChanges.apply(
      change,
      worklogs.map(after => ({ before: null, after })),
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

/**
 * Builds the metadata in the activity entry of an ended timer, for display and for notification
 * rules.
 */
function buildEndingMetadata({
  worklogs,
  unlogged,
  stoppedAfterHours,
}: {
  worklogs: readonly WorklogRow[];
  unlogged: ReadonlyArray<{
    day: { date: string; minutes: number };
    reason: string;
  }>;
  stoppedAfterHours: number | undefined;
}): NonNullable<RecordedChange['metadata']> {
  const minutes = sumBy(worklogs, 'duration_minutes');
  const unlogged_minutes = sumBy(unlogged, ({ day }) => day.minutes);
  const parts = [
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
    text: parts.join('; '),
    minutes,
    ...(unlogged.length > 0 ? { unlogged_minutes } : {}),
    ...(stoppedAfterHours === undefined
      ? {}
      : {
          stopped_after_hours: stoppedAfterHours,
          // The day that needs action, or else the first logged day.
          date: unlogged[0]?.day.date ?? worklogs[0]?.logged_at ?? null,
        }),
  };
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
