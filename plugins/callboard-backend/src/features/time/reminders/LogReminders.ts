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
import { periodsOfDays } from '../people/periodsOfDays';
import { isLocked } from '../rules/periods';
import { timeSettingsOf } from '../timeSettingsOf';
import { dayKey, WorklogStore } from '../worklogs/WorklogStore';
import { localDaysPast } from './localDays';
import { DayBehind, logReminder } from './logReminder';
import { RemindedDay, ReminderSchedule } from './ReminderSchedule';
import { whoLogs } from './whoLogs';

/** How many people have their turn in one transaction. */
const PEOPLE_AT_ONCE = 2_000;

/** SQLite answers nobody meanwhile: some tens of milliseconds. */
const PEOPLE_AT_ONCE_IN_SQLITE = 200;

/**
 * Reminds people who have logged less of a day than it expects of them: from a time
 * of that day on, in their own zone. Everybody has one turn a day in a workspace,
 * whether or not there is something to tell them then.
 *
 * What is told and who had their turn commit together. So nobody is reminded twice,
 * wherever a run ends and whoever else is at it.
 */
export class LogReminders {
  readonly #schedule = new ReminderSchedule();

  constructor(
    private readonly deps: {
      knex: Knex;
      clock: Clock;
      logger: LoggerService;
      workspaces: WorkspaceDirectory;
      calendar: WorkCalendar;
      store: Pick<WorklogStore, 'minutesOn'>;
      dispatcher: NotificationSender;
      /** How many have their turn together; by default, as many as are fast. */
      peopleAtOnce?: number;
    },
  ) {}

  /** Reminds the people of every workspace that has them reminded. */
  async run(signal?: AbortSignal): Promise<void> {
    const zones = await this.#schedule.zones(this.deps.knex);
    await stepThroughWorkspaces(this.deps, {
      name: 'Reminding people to log their time',
      signal,
      stepOf: workspace => this.stepOf(workspace, zones),
    });
  }

  private stepOf(
    workspace: WorkspaceRow,
    zones: readonly string[],
  ): WorkspaceStep | undefined {
    const { knex, clock, dispatcher, peopleAtOnce } = this.deps;
    const limit =
      peopleAtOnce ??
      (isPostgres(knex) ? PEOPLE_AT_ONCE : PEOPLE_AT_ONCE_IN_SQLITE);
    const { reminders } = timeSettingsOf(workspace);
    const now = clock.now();
    const days = reminders.is_enabled
      ? localDaysPast(reminders.at, now, [workspace.timezone, ...zones])
      : [];
    if (days.length === 0) {
      return undefined;
    }
    let after = '';
    return async tx => {
      const next = await this.#schedule.next(tx, workspace, days, {
        after,
        limit,
      });
      if (next.length > 0) {
        const taken = await this.#schedule.take(tx, workspace.id, next);
        const behind = await this.whoIsBehind(tx, workspace, taken);
        await dispatcher.tell(
          tx,
          behind.map(each => logReminder(workspace, each, now)),
        );
        after = next[next.length - 1].user_ref;
      }
      return next.length < limit;
    };
  }

  /**
   * Those who can log their day, and have logged less than they are reminded for:
   * some queries, however many people.
   */
  private async whoIsBehind(
    tx: Knex.Transaction,
    workspace: WorkspaceRow,
    people: readonly RemindedDay[],
  ): Promise<DayBehind[]> {
    const { calendar, store } = this.deps;
    const { below_percent } = timeSettingsOf(workspace).reminders;
    const refs = people.map(({ user_ref }) => user_ref);
    const logging = await whoLogs(tx, workspace.id, refs);
    const days = people
      .filter(({ user_ref }) => logging.has(user_ref))
      .map(({ user_ref, date }) => ({ logged_by: user_ref, logged_at: date }));
    const periodOf = await periodsOfDays(tx, workspace.id, days);
    const logged = await store.minutesOn(tx, workspace.id, days);
    const expected = await calendar.sums(
      tx,
      workspace,
      days.map(({ logged_by: user_ref, logged_at: date }) => ({
        user_ref,
        from: date,
        to: date,
      })),
    );
    return days.flatMap((day, index) => {
      const logged_minutes = logged.get(dayKey(day)) ?? 0;
      const expected_minutes = expected[index];
      const isBehind = logged_minutes * 100 < expected_minutes * below_percent;
      const period = periodOf(day);
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
