import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { Clock } from '../../../clock';
import {
  stepThroughWorkspaces,
  WorkspaceStep,
} from '../../../core/workspaces/stepThroughWorkspaces';
import { WorkspaceDirectory } from '../../../core/workspaces/WorkspaceDirectory';
import { WorkspaceRow } from '../../../core/workspaces/WorkspaceRow';
import { isPostgres } from '../../../database/dialect';
import { NotificationSender } from '../../notifications/dispatch/NotificationSender';
import { WorkCalendar } from '../calendar/WorkCalendar';
import { readDayPeriods } from '../people/readDayPeriods';
import { isLocked } from '../rules/periods';
import { toTimeSettings } from '../toTimeSettings';
import { toDayKey, WorklogStore } from '../worklogs/WorklogStore';
import { findLocalDaysPast } from './localDays';
import { DayBehind, logReminder } from './logReminder';
import { ReminderCandidate, ReminderProgress } from './ReminderSchedule';
import { findPeopleWhoLog } from './findPeopleWhoLog';

/** How many people are processed per transaction. */
const PEOPLE_AT_ONCE = 2_000;

/** SQLite blocks the thread meanwhile: some tens of milliseconds. */
const PEOPLE_AT_ONCE_IN_SQLITE = 200;

/**
 * Reminds people who have logged less than expected on a day, after a set time of that day in their
 * own zone. Each person is checked once per day and workspace, reminded or not.
 *
 * Notifications and checks commit together, so nobody is reminded twice, even if a run is aborted
 * or several replicas run.
 */
export class LogReminders {
  readonly #schedule = new ReminderProgress();

  constructor(
    private readonly deps: {
      knex: Knex;
      clock: Clock;
      logger: LoggerService;
      workspaces: WorkspaceDirectory;
      calendar: WorkCalendar;
      store: Pick<WorklogStore, 'sumMinutesOn'>;
      dispatcher: NotificationSender;
      /** How many people are processed together; the default is fast for the database. */
      peopleAtOnce?: number;
    },
  ) {}

  /** Reminds people in every workspace with reminders enabled. */
  async run(signal?: AbortSignal): Promise<void> {
    const zones = await this.#schedule.listZones(this.deps.knex);
    await stepThroughWorkspaces(this.deps, {
      name: 'Reminding people to log their time',
      signal,
      createStep: workspace => this.createStep(workspace, zones),
    });
  }

  private createStep(
    workspace: WorkspaceRow,
    zones: readonly string[],
  ): WorkspaceStep | undefined {
    const { knex, clock, dispatcher, peopleAtOnce } = this.deps;
    const limit =
      peopleAtOnce ??
      (isPostgres(knex) ? PEOPLE_AT_ONCE : PEOPLE_AT_ONCE_IN_SQLITE);
    const { reminders } = toTimeSettings(workspace);
    const now = clock.now();
    const days = reminders.is_enabled
      ? findLocalDaysPast(reminders.at, now, [workspace.timezone, ...zones])
      : [];
    if (days.length === 0) {
      return undefined;
    }
    let after = '';
    return async tx => {
      const next = await this.#schedule.listDuePeople(tx, workspace, days, {
        after,
        limit,
      });
      if (next.length > 0) {
        const taken = await this.#schedule.markChecked(tx, workspace.id, next);
        const behind = await this.findPeopleBehind(tx, workspace, taken);
        await dispatcher.notify(
          tx,
          behind.map(each => logReminder(workspace, each, now)),
        );
        after = next[next.length - 1].user_ref;
      }
      return next.length < limit;
    };
  }

  /** Filters to people who can log time and are below the threshold: a constant number of queries. */
  private async findPeopleBehind(
    tx: Knex.Transaction,
    workspace: WorkspaceRow,
    people: readonly ReminderCandidate[],
  ): Promise<DayBehind[]> {
    const { calendar, store } = this.deps;
    const { below_percent } = toTimeSettings(workspace).reminders;
    const refs = people.map(({ user_ref }) => user_ref);
    const logging = await findPeopleWhoLog(tx, workspace.id, refs);
    const days = people
      .filter(({ user_ref }) => logging.has(user_ref))
      .map(({ user_ref, date }) => ({ logged_by: user_ref, logged_at: date }));
    const getPeriod = await readDayPeriods(tx, workspace.id, days);
    const logged = await store.sumMinutesOn(tx, workspace.id, days);
    const expected = await calendar.sumExpectedMinutes(
      tx,
      workspace,
      days.map(({ logged_by: user_ref, logged_at: date }) => ({
        user_ref,
        from: date,
        to: date,
      })),
    );
    return days.flatMap((day, index) => {
      const logged_minutes = logged.get(toDayKey(day)) ?? 0;
      const expected_minutes = expected[index];
      const isBehind = logged_minutes * 100 < expected_minutes * below_percent;
      const period = getPeriod(day);
      return isBehind && !(period && isLocked(period.status))
        ? [
            {
              user_ref: day.logged_by,
              date: day.logged_at,
              logged_minutes,
              expected_minutes,
            },
          ]
        : [];
    });
  }
}
