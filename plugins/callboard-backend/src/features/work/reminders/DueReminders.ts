import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { DateTime } from 'luxon';
import {
  buildProjectPath,
  buildWorkItemPath,
} from '@callboard/plugin-callboard-common';
import { groupBy } from 'lodash';
import { Core } from '../../../core/Core';
import { Feature } from '../../../core/Feature';
import { Clock } from '../../../kernel/clock';
import {
  stepThroughWorkspaces,
  WorkspaceDirectory,
} from '../../../core/workspaces/WorkspaceDirectory';
import { lockForUpdate } from '../../../database/locks';
import {
  NotificationEvent,
  NotificationSender,
} from '../../notifications/dispatch/NotificationEvent';
import { formatItemIdentifier } from '../items/WorkItemRow';
import { NotificationDispatcher } from '../../notifications/dispatch/NotificationDispatcher';
import {
  listDueItems,
  listUsersToRemind,
  ReminderDays,
  DueItem,
} from './dueItems';
import { dueReminderData } from '../workData';

/** Creates one reminder of overdue items per person and project, and one of items due tomorrow. */
function createDueReminders(
  workspace_id: string,
  items: readonly DueItem[],
  at: number,
): NotificationEvent[] {
  const groups = groupBy(items, ({ user_ref, project_id, is_overdue }) =>
    [user_ref, project_id, is_overdue].join(' '),
  );
  return Object.values(groups).map(group => ({
    ...formatReminder(group),
    workspace_id,
    project_id: group[0].project_id,
    visibility: 'project',
    severity: group[0].is_overdue ? 'high' : 'normal',
    actor_ref: null,
    rule: 'work_item.due',
    at,
    to: { refs: [group[0].user_ref] },
  }));
}

function formatReminder(items: readonly DueItem[]) {
  const [{ is_overdue, count, project_id, project_name, entity_ref }] = items;
  const type = is_overdue ? 'work_item.overdue' : 'work_item.due_tomorrow';
  if (count === 1) {
    const [item] = items;
    return {
      type,
      title: `${is_overdue ? 'Overdue' : 'Due tomorrow'}: ${formatItemLabel(
        item,
      )}`,
      body: null,
      target_url: buildWorkItemPath(entity_ref, item.work_item_id),
      reason: 'You are the assignee or author of the work item.',
      dedupe_key: `${type}:${item.work_item_id}`,
      about: { work_item_id: item.work_item_id },
    };
  }
  const unlisted = count - items.length;
  return {
    type,
    title: `${count} work items in ${project_name} are ${
      is_overdue ? 'overdue' : 'due tomorrow'
    }`,
    body: [
      ...items.map(formatItemLabel),
      ...(unlisted > 0 ? [`and ${unlisted} more`] : []),
    ].join('\n'),
    target_url: buildProjectPath(entity_ref),
    reason: 'You are the assignee or author of the work items.',
    dedupe_key: `${type}:${project_id}`,
    about: null,
  };
}

function formatItemLabel({ identifier, number, title }: DueItem): string {
  return `${formatItemIdentifier(identifier, number)} ${title}`;
}

/** The hour from which reminders are sent, in the time zone of the workspace. */
const FROM_HOUR = 7;

/**
 * The number of people per transaction. On SQLite, such a transaction blocks the thread for tens of
 * milliseconds.
 */
const BATCH_SIZE = 200;

/**
 * Reminds users of items due tomorrow and of items that became overdue, once a day in each
 * workspace, in the morning of its time zone. After a missed day, the next run includes the items
 * that have become overdue since the last complete run.
 *
 * One transaction stores reminders and the checkpoint. So nobody is reminded twice on a day, and
 * another replica can continue an interrupted run.
 */
export class DueReminders {
  constructor(
    private readonly deps: {
      knex: Knex;
      clock: Clock;
      logger: LoggerService;
      workspaces: WorkspaceDirectory;
      dispatcher: NotificationSender;
      /** The number of people reminded in one transaction. */
      batchSize?: number;
    },
  ) {}

  /** Reminds the users of each workspace in whose time zone it is `FROM_HOUR` or later. */
  async run(signal?: AbortSignal): Promise<void> {
    await stepThroughWorkspaces(this.deps, {
      name: 'Reminding people of due dates',
      signal,
      createStep: ({ id, timezone }) => {
        const now = DateTime.fromMillis(this.deps.clock.now(), {
          zone: timezone,
        });
        return now.hour >= FROM_HOUR
          ? tx => this.remindBatch(tx, id, now)
          : undefined;
      },
    });
  }

  /** @returns whether everybody has been reminded today */
  private async remindBatch(
    tx: Knex.Transaction,
    workspace_id: string,
    now: DateTime,
  ): Promise<boolean> {
    const today = now.toISODate()!;
    const progress = await lockProgress(tx, workspace_id, now);
    const { day, after_ref } = progress;
    // After a change of the time zone, the stored day may be later than today.
    if (day > today || (day === today && after_ref === null)) {
      return true;
    }
    const isNewDay = day < today;
    // If the run of the last day was interrupted, the remaining people still lack its reminders.
    const previous_day =
      isNewDay && after_ref === null ? day : progress.previous_day;
    const days: ReminderDays = {
      tomorrow: now.plus({ days: 1 }).toISODate()!,
      overdueFrom: previous_day,
      overdueTo: now.minus({ days: 1 }).toISODate()!,
    };
    const { dispatcher, batchSize: limit = BATCH_SIZE } = this.deps;
    const people = await listUsersToRemind(tx, workspace_id, days, {
      after: isNewDay ? '' : after_ref ?? '',
      limit,
    });
    const isDone = people.length < limit;
    if (people.length > 0) {
      const items = await listDueItems(tx, workspace_id, days, people);
      const at = now.toMillis();
      await dispatcher.notify(tx, createDueReminders(workspace_id, items, at));
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

/** The reminder checkpoint of a workspace. */
interface Progress {
  /** The day of the current or last run, `YYYY-MM-DD`. */
  day: string;
  /**
   * The last day before `day` whose run reminded everybody. Reminders cover overdue items that were
   * due on this day or later.
   */
  previous_day: string;
  /** The last person reminded in this run; null once the run has reminded everybody. */
  after_ref: string | null;
}

/**
 * Returns the checkpoint of a workspace, and locks it until the transaction ends. A new checkpoint
 * starts with yesterday, so that long overdue items cause no reminder.
 */
async function lockProgress(
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
  return lockForUpdate(tx('work_reminders').where({ workspace_id }).first());
}

/** Schedules reminders about the due dates of work items. */
export async function addDueReminders(
  core: Core,
  dispatcher: NotificationDispatcher,
): Promise<Feature<{ dueReminders: DueReminders }>> {
  const dueReminders = new DueReminders({ ...core, dispatcher });
  await core.platform.scheduler.scheduleTask({
    id: 'callboard-due-reminders',
    frequency: { minutes: 15 },
    initialDelay: { minutes: 1 },
    timeout: { minutes: 10 },
    fn: signal => dueReminders.run(signal),
  });
  return {
    data: dueReminderData,
    services: { dueReminders },
  };
}
