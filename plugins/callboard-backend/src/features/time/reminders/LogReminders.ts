import { Knex } from 'knex';
import {
  buildMyTimePath,
  formatDuration,
  roleRanks,
} from '@callboard/plugin-callboard-common';
import { DateTime } from 'luxon';
import { Core } from '../../../core/Core';
import { isInactiveSql } from '../../../access/visibility/whereProjectVisible';
import {
  stepThroughWorkspaces,
  WorkspaceStep,
} from '../../../core/workspaces/WorkspaceDirectory';
import { WorkspaceRow } from '../../../access/Caller';
import { inListSql } from '../../../database/bulk';
import { chooseBatchSize } from '../../../database/dialect';
import {
  NotificationEvent,
  NotificationSender,
} from '../../notifications/dispatch/NotificationEvent';
import { sumExpectedMinutes } from '../calendar/expectedTime';
import { NotificationDispatcher } from '../../notifications/dispatch/NotificationDispatcher';
import { readDayPeriods } from '../people/readDayPeriods';
import { isLocked } from '../rules/periods';
import { workspaceSettings } from '../../../core/workspaces/WorkspaceService';
import { sumMinutesByDay, toDayKey } from '../worklogs/WorklogRow';
import {
  findDaysPastTime,
  listDuePeople,
  listZones,
  markChecked,
  ReminderCandidate,
} from './reminderProgress';

/**
 * Returns, in one query, the given people who are neither suspended nor resigned in a workspace and
 * can log time in one of its projects that track time:
 *
 * - Workspace admins, if the workspace has a project that tracks time
 * - Members and owners of a project that tracks time
 * - Workspace members who are assigned to an incomplete item, if the item's project tracks time and
 *   has open access
 */
async function findPeopleWhoCanLog(
  knex: Knex,
  workspace_id: string,
  user_refs: readonly string[],
): Promise<ReadonlySet<string>> {
  const inUserRefsSql = (column: string) =>
    inListSql(knex, column, user_refs, 'text');
  const selectTrackedProjects = () =>
    knex('projects')
      .where('projects.workspace_id', workspace_id)
      .whereNull('projects.deleted_at')
      .whereNull('projects.archived_at')
      .whereRaw('projects.is_time_tracking_enabled');
  const selectWorkspaceMembers = (rank: number) =>
    knex('memberships')
      .select('user_ref')
      .where('scope_id', workspace_id)
      .where('rank', '>=', rank)
      .whereNull('deleted_at')
      .whereRaw(...inUserRefsSql('user_ref'));

  const workspaceAdmins = selectWorkspaceMembers(roleRanks.admin).whereExists(
    selectTrackedProjects().select(knex.raw('1')),
  );
  const projectMembers = selectTrackedProjects()
    .join('memberships', 'memberships.scope_id', 'projects.id')
    .select('memberships.user_ref')
    .where('memberships.rank', '>=', roleRanks.member)
    .whereNull('memberships.deleted_at')
    .whereRaw(...inUserRefsSql('memberships.user_ref'));
  const owners = selectTrackedProjects()
    .join('project_owners', 'project_owners.project_id', 'projects.id')
    .select('project_owners.owner_ref as user_ref')
    .whereRaw(...inUserRefsSql('project_owners.owner_ref'));
  const groupOwners = selectTrackedProjects()
    .join('project_owners', 'project_owners.project_id', 'projects.id')
    .join(
      'ownership_refs',
      'ownership_refs.owner_ref',
      'project_owners.owner_ref',
    )
    .select('ownership_refs.user_ref')
    .whereRaw(...inUserRefsSql('ownership_refs.user_ref'));
  const assignees = selectTrackedProjects()
    .join('work_items', 'work_items.project_id', 'projects.id')
    .join(
      'work_item_assignees',
      'work_item_assignees.work_item_id',
      'work_items.id',
    )
    .select('work_item_assignees.user_ref')
    .where('projects.access', 'open')
    .whereNull('work_items.deleted_at')
    .whereNull('work_items.completed_at')
    .whereRaw(...inUserRefsSql('work_item_assignees.user_ref'))
    .whereIn(
      'work_item_assignees.user_ref',
      selectWorkspaceMembers(roleRanks.member),
    );

  const refs: string[] = await knex
    .from(
      knex
        .union([
          workspaceAdmins,
          projectMembers,
          owners,
          groupOwners,
          assignees,
        ])
        .as('candidates'),
    )
    .whereRaw(`NOT ${isInactiveSql('candidates.user_ref', '?')}`, [
      workspace_id,
    ])
    .pluck('candidates.user_ref');
  return new Set(refs);
}

/** A day on which a person's logged time is below the threshold of the workspace. */
interface DayBehind extends ReminderCandidate {
  logged_minutes: number;
  expected_minutes: number;
}

/** @param at - milliseconds since 1970 */
function buildReminder(
  { id: workspace_id, slug, name }: Pick<WorkspaceRow, 'id' | 'slug' | 'name'>,
  { user_ref, date, ...minutes }: DayBehind,
  at: number,
): NotificationEvent {
  const day = DateTime.fromISO(date, { zone: 'utc', locale: 'en-GB' });
  const { logged_minutes, expected_minutes } = minutes;
  return {
    workspace_id,
    project_id: null,
    visibility: 'workspace',
    type: 'worklog.reminder',
    title: `Log your time for ${day.toFormat('cccc, d MMMM')}`,
    body: `${formatDuration(logged_minutes)} logged, ${formatDuration(
      expected_minutes,
    )} expected.`,
    target_url: buildMyTimePath(slug, { day: date }),
    severity: 'normal',
    meta: { date, ...minutes },
    actor_ref: null,
    rule: 'worklog.reminder',
    reason: `The workspace ${name} reminds people who have logged less than expected.`,
    dedupe_key: `worklog.reminder:${workspace_id}`,
    at,
    to: { refs: [user_ref] },
  };
}

/** The number of people processed per transaction. */
const PEOPLE_PER_TRANSACTION = 2_000;

/**
 * The number of people processed per transaction on SQLite. Such a transaction blocks the thread
 * for tens of milliseconds.
 */
const PEOPLE_PER_TRANSACTION_IN_SQLITE = 200;

/**
 * Reminds people whose logged time on a day is below the threshold of the workspace. Checks each
 * person once per day and workspace, after the workspace's time for reminders has passed in the
 * person's time zone.
 *
 * One transaction stores the notifications and marks the people as checked. So nobody is reminded
 * twice, even if a run is aborted or several replicas run.
 */
export class LogReminders {
  constructor(
    private readonly deps: Pick<
      Core,
      'knex' | 'clock' | 'logger' | 'workspaces'
    > & {
      dispatcher: NotificationSender;
      /**
       * The number of people processed per transaction, for tests; the default depends on the
       * database.
       */
      peoplePerTransaction?: number;
    },
  ) {}

  async run(signal?: AbortSignal): Promise<void> {
    const zones = await listZones(this.deps.knex);
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
    const { knex, clock, dispatcher, peoplePerTransaction } = this.deps;
    const limit =
      peoplePerTransaction ??
      chooseBatchSize(knex, {
        concurrent: PEOPLE_PER_TRANSACTION,
        blocking: PEOPLE_PER_TRANSACTION_IN_SQLITE,
      });
    const { reminders } = workspaceSettings.parseValues(workspace.settings);
    const now = clock.now();
    const days = reminders.is_enabled
      ? findDaysPastTime(reminders.at, now, [workspace.timezone, ...zones])
      : [];
    if (days.length === 0) {
      return undefined;
    }
    let after = '';
    return async tx => {
      const next = await listDuePeople(tx, workspace, days, {
        after,
        limit,
      });
      if (next.length > 0) {
        const marked = await markChecked(tx, workspace.id, next);
        const behind = await this.findDaysBehind(tx, workspace, marked);
        await dispatcher.notify(
          tx,
          behind.map(day => buildReminder(workspace, day, now)),
        );
        after = next[next.length - 1].user_ref;
      }
      return next.length < limit;
    };
  }

  /**
   * Finds the days on which people are below the threshold. Omits people who cannot log time, and
   * days in submitted or approved periods. Runs a constant number of queries.
   */
  private async findDaysBehind(
    tx: Knex.Transaction,
    workspace: WorkspaceRow,
    people: readonly ReminderCandidate[],
  ): Promise<DayBehind[]> {
    const { below_percent } = workspaceSettings.parseValues(
      workspace.settings,
    ).reminders;
    const refs = people.map(({ user_ref }) => user_ref);
    const peopleWhoCanLog = await findPeopleWhoCanLog(tx, workspace.id, refs);
    const days = people
      .filter(({ user_ref }) => peopleWhoCanLog.has(user_ref))
      .map(({ user_ref, date }) => ({ logged_by: user_ref, logged_at: date }));
    const getPeriod = await readDayPeriods(tx, workspace.id, days);
    const logged = await sumMinutesByDay(tx, workspace.id, days);
    const expected = await sumExpectedMinutes(
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

/**
 * Adds the task that reminds people to log time. The task runs every minute, because a workspace
 * can set the reminder time to the last minute of the day.
 */
export function addLogReminders(
  core: Core,
  dispatcher: NotificationDispatcher,
): void {
  const reminders = new LogReminders({ ...core, dispatcher });
  core.minuteTasks.add('Reminding people to log their time', signal =>
    reminders.run(signal),
  );
}
