import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { DateTime } from 'luxon';
import { Clock } from '../../../clock';
import { stepThroughWorkspaces } from '../../../core/workspaces/stepThroughWorkspaces';
import { WorkspaceDirectory } from '../../../core/workspaces/WorkspaceDirectory';
import { forUpdate } from '../../../database/dialect';
import { NotificationSender } from '../../notifications/dispatch/NotificationSender';
import { listDueItems, nextReminded, ReminderDays } from './dueItems';
import { createDueReminders } from './createDueReminders';

/** From this hour on in the zone of their workspace, people are reminded. */
const FROM_HOUR = 7;

/** Some tens of milliseconds of work for SQLite. */
const PEOPLE_AT_ONCE = 200;

/**
 * Reminds people of what is due tomorrow, and tells them what has become overdue:
 * once a day in each workspace, in the morning of its own zone. Where a day was
 * missed, what has become overdue meanwhile is told on the next.
 *
 * What is told and how far that has come commit together. So nobody is reminded
 * twice, wherever a run ends, and another replica goes on there.
 */
export class DueReminders {
  constructor(
    private readonly deps: {
      knex: Knex;
      clock: Clock;
      logger: LoggerService;
      workspaces: WorkspaceDirectory;
      dispatcher: NotificationSender;
      /** How many people are reminded in one transaction. */
      peopleAtOnce?: number;
    },
  ) {}

  /** Reminds the people of every workspace in which it is time. */
  async run(signal?: AbortSignal): Promise<void> {
    await stepThroughWorkspaces(this.deps, {
      name: 'Reminding people of due dates',
      signal,
      stepOf: ({ id, timezone }) => {
        const now = DateTime.fromMillis(this.deps.clock.now(), {
          zone: timezone,
        });
        return now.hour >= FROM_HOUR
          ? tx => this.remindSome(tx, id, now)
          : undefined;
      },
    });
  }

  /**
   * Reminds the next people.
   *
   * @returns whether everybody has been reminded for today
   */
  private async remindSome(
    tx: Knex.Transaction,
    workspace_id: string,
    now: DateTime,
  ): Promise<boolean> {
    const today = now.toISODate()!;
    const progress = await hold(tx, workspace_id, now);
    const { day, after_ref } = progress;
    // A day later, where the zone has just become another, is a day that was done.
    if (day > today || (day === today && after_ref === null)) {
      return true;
    }
    const isNewDay = day < today;
    const previous_day = isNewDay ? day : progress.previous_day;
    const days: ReminderDays = {
      tomorrow: now.plus({ days: 1 }).toISODate()!,
      overdueFrom: previous_day,
      overdueTo: now.minus({ days: 1 }).toISODate()!,
    };
    const { dispatcher, peopleAtOnce: limit = PEOPLE_AT_ONCE } = this.deps;
    const people = await nextReminded(tx, workspace_id, days, {
      after: isNewDay ? '' : after_ref ?? '',
      limit,
    });
    const isDone = people.length < limit;
    if (people.length > 0) {
      const items = await listDueItems(tx, workspace_id, days, people);
      await dispatcher.tell(
        tx,
        createDueReminders(workspace_id, items, now.toMillis()),
      );
    }
    await tx('work_reminders')
      .where({ workspace_id })
      .update({
        day: today,
        previous_day,
        after_ref: isDone ? null : people[people.length - 1],
      });
    return isDone;
  }
}

interface Progress {
  day: string;
  previous_day: string;
  after_ref: string | null;
}

/**
 * How far a workspace has come, locked until the transaction ends. The first time,
 * it counts as done until yesterday: nobody is told of what was overdue long ago.
 */
async function hold(
  tx: Knex.Transaction,
  workspace_id: string,
  now: DateTime,
): Promise<Progress> {
  const yesterday = now.minus({ days: 1 }).toISODate()!;
  await tx('work_reminders')
    .insert({
      workspace_id,
      day: yesterday,
      previous_day: yesterday,
      after_ref: null,
    })
    .onConflict('workspace_id')
    .ignore();
  return forUpdate(tx('work_reminders').where({ workspace_id }).first());
}
