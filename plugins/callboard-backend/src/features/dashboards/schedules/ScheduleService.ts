import { ConflictError, NotFoundError } from '@backstage/errors';
import {
  DashboardSchedule,
  DashboardSchedulePatch,
  MAX_SCHEDULES_PER_DASHBOARD,
  MAX_SCHEDULES_PER_PERSON,
  NewDashboardSchedule,
  findScheduleProblems,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { RequestContext } from '../../../access/Caller';
import { Change } from '../../../changes/Changes';
import { inListSql } from '../../../database/bulk';
import { createId } from '../../../database/ids';
import { lockName } from '../../../database/locks';
import { PageQuery } from '../../../database/paging';
import { Precondition } from '../../../http/Precondition';
import { createFieldError, throwIfInvalid } from '../../../http/errors';
import { DashboardReader } from '../DashboardReader';
import { DashboardService, requireChangeable } from '../DashboardService';
import { toScheduleActivity } from '../dashboardActivity';
import { computeNextSendTime } from './computeNextSendTime';
import { ScheduleStore } from './ScheduleStore';
import { toNextVersion } from '../../../database/Table';

/**
 * Requires that people are in a workspace.
 *
 * @throws InvalidRequestError that names the people who are not
 */
async function requireMembers(
  knex: Knex,
  workspace_id: string,
  user_refs: readonly string[],
): Promise<void> {
  const members = new Set<string>(
    await knex('memberships')
      .where({ scope_id: workspace_id })
      .whereNull('deleted_at')
      .whereRaw(...inListSql(knex, 'user_ref', user_refs, 'text'))
      .pluck('user_ref'),
  );
  throwIfInvalid(
    user_refs.flatMap((ref, index) => {
      const field = `body.recipient_refs[${index}]`;
      const reason = `${ref} is not in the workspace`;
      return members.has(ref) ? [] : [{ field, reason }];
    }),
  );
}

/**
 * Manages the recipients and times of dashboard emails, for people who may change the dashboard.
 * Locks the dashboard during changes. All methods throw NotFoundError when the caller may not see
 * the dashboard, and NotAllowedError when the caller may not change it.
 */
export class ScheduleService {
  constructor(
    private readonly deps: {
      knex: Knex;
      reader: DashboardReader;
      dashboards: DashboardService;
      store: ScheduleStore;
    },
  ) {}

  /** Lists the schedules of a dashboard, the oldest first. */
  async list(context: RequestContext, dashboard_id: string, query: PageQuery) {
    const { knex, reader, store } = this.deps;
    requireChangeable(
      context,
      await reader.requireDashboard(context, dashboard_id),
    );
    return store.listSchedules(knex, dashboard_id, query);
  }

  /**
   * Creates a schedule that emails a dashboard to people.
   *
   * @throws InvalidRequestError when a recipient is not in the workspace
   * @throws ConflictError when the dashboard or the caller already has the maximum number of
   *   schedules
   */
  async create(
    context: RequestContext,
    dashboard_id: string,
    input: NewDashboardSchedule,
  ): Promise<DashboardSchedule> {
    const { dashboards, store } = this.deps;
    const { caller, workspace } = context;
    return dashboards.edit(context, dashboard_id, async (change, dashboard) => {
      const { tx, now } = change;
      await requireMembers(tx, workspace.id, input.recipient_refs);
      await this.requireScheduleQuota(tx, dashboard_id, caller.user_ref);
      const instant = new Date(now).toISOString();
      const row = setNextSendTime(now, {
        id: createId(now),
        dashboard_id,
        recipient_refs: input.recipient_refs,
        frequency: input.frequency,
        weekday: input.weekday ?? null,
        day_of_month: input.day_of_month ?? null,
        hour: input.hour,
        timezone: input.timezone ?? workspace.timezone,
        format: input.format ?? 'pdf',
        is_enabled: input.is_enabled ?? true,
        next_at: null,
        last_sent_at: null,
        version: 1,
        created_at: instant,
        updated_at: instant,
      });
      await store.insert(tx, [row], { created_by: caller.user_ref });
      change.record(toScheduleActivity(dashboard, null, row));
      return row;
    });
  }

  /**
   * Changes a schedule.
   *
   * @throws NotFoundError when the schedule does not exist
   * @throws PreconditionFailedError when the schedule has changed since the caller read it
   * @throws InvalidRequestError when the schedule's fields would contradict each other, or a new
   *   recipient is not in the workspace
   */
  async update(
    context: RequestContext,
    path: { id: string; sid: string },
    patch: DashboardSchedulePatch,
    precondition: Precondition,
  ): Promise<DashboardSchedule> {
    const { dashboards, store } = this.deps;
    return dashboards.edit(context, path.id, async (change, dashboard) => {
      const { tx, now } = change;
      const before = await this.lockSchedule(change, path, precondition);
      // A new frequency resets the fields of the previous one.
      const hasNewFrequency =
        patch.frequency !== undefined && patch.frequency !== before.frequency;
      const resetFields = hasNewFrequency
        ? { weekday: null, day_of_month: null }
        : {};
      const changed = toNextVersion({ ...before, ...resetFields }, patch, now);
      // If the timing stays the same, `next_at` does too, so that a due email is still sent.
      const after = hasTimingChanged(before, changed)
        ? setNextSendTime(now, changed)
        : changed;
      throwIfInvalid(
        findScheduleProblems(after).map(problem => ({
          field: `body.${problem.path.join('.')}`,
          reason: problem.message,
        })),
      );
      // Checks only new recipients, because existing ones may have left the workspace.
      const added = (patch.recipient_refs ?? []).filter(
        ref => !before.recipient_refs.includes(ref),
      );
      await requireMembers(tx, context.workspace.id, added);
      if (!change.record(toScheduleActivity(dashboard, before, after))) {
        return before;
      }
      await store.update(tx, after);
      return after;
    });
  }

  /**
   * Deletes a schedule.
   *
   * @throws NotFoundError when the schedule does not exist
   * @throws PreconditionFailedError when the schedule has changed since the caller read it
   */
  async delete(
    context: RequestContext,
    path: { id: string; sid: string },
    precondition: Precondition,
  ): Promise<void> {
    const { dashboards, store } = this.deps;
    await dashboards.edit(context, path.id, async (change, dashboard) => {
      const before = await this.lockSchedule(change, path, precondition);
      await store.softDelete(change.tx, [before.id], change.now);
      change.record(toScheduleActivity(dashboard, before, null));
    });
  }

  /** @throws ConflictError when the dashboard or the person has the maximum number of schedules */
  private async requireScheduleQuota(
    tx: Knex.Transaction,
    dashboard_id: string,
    user_ref: string,
  ): Promise<void> {
    const { store } = this.deps;
    const limit = MAX_SCHEDULES_PER_DASHBOARD;
    const { items } = await store.listSchedules(tx, dashboard_id, { limit });
    if (items.length === limit) {
      throw new ConflictError(
        `A dashboard can have at most ${limit} email schedules. Delete one first`,
      );
    }
    // The same person may be adding a schedule to another dashboard at the same time.
    await lockName(tx, `dashboard schedules ${user_ref}`);
    if (
      (await store.countForPerson(tx, user_ref)) >= MAX_SCHEDULES_PER_PERSON
    ) {
      throw new ConflictError(
        `You can have at most ${MAX_SCHEDULES_PER_PERSON} email schedules on all dashboards. Delete one first`,
      );
    }
  }

  private async lockSchedule(
    { tx }: Change,
    { id, sid }: { id: string; sid: string },
    precondition: Precondition,
  ): Promise<DashboardSchedule> {
    const row = await this.deps.store.lock(tx, { id: sid, dashboard_id: id });
    if (!row) {
      throw new NotFoundError(`Schedule ${sid} not found`);
    }
    precondition.check(row.version);
    return row;
  }
}

const timingFields = [
  'frequency',
  'weekday',
  'day_of_month',
  'hour',
  'timezone',
  'is_enabled',
] as const;

/** Whether a schedule has other send times than before, or was enabled or disabled. */
function hasTimingChanged(
  before: DashboardSchedule,
  after: DashboardSchedule,
): boolean {
  return timingFields.some(name => before[name] !== after[name]);
}

/**
 * Sets the next send time of a schedule: null if the schedule is disabled or invalid.
 *
 * @throws InvalidRequestError when the server does not know the time zone of an enabled schedule
 */
function setNextSendTime(
  now: number,
  row: DashboardSchedule,
): DashboardSchedule {
  if (!row.is_enabled || findScheduleProblems(row).length > 0) {
    return { ...row, next_at: null };
  }
  const next = computeNextSendTime(now, row);
  if (next === null) {
    throw createFieldError('body.timezone', 'is not known to this server');
  }
  return { ...row, next_at: new Date(next).toISOString() };
}
