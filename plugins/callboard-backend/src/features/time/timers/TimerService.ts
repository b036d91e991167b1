import { NotFoundError } from '@backstage/errors';
import {
  NewTimer,
  Timer,
  TimerPatch,
  Worklog,
} from '@callboard/plugin-callboard-common';
import { Actor } from '../../../kernel/actor';
import { Change } from '../../../changes/Changes';
import {
  noRoles,
  canSeeProject,
} from '../../../access/visibility/whereProjectVisible';
import { projectSettings } from '../../../core/projects/projectQueries';
import { createId } from '../../../database/ids';
import { toNextVersion } from '../../../database/Table';
import { createFieldError } from '../../../http/errors';
import { ItemWithRights, requireLoggable } from '../worklogs/LoggableItems';
import { TimeCore } from '../TimeCore';
import { logTimer } from './endTimer';
import { LockedTimer, lockTimer, RunningTimer } from './lockTimer';
import {
  findTimer,
  TimerRow,
  timerTable,
  toTimerActivity,
  toTimerResponse,
} from './TimerRow';

/** Starts, changes and stops timers. A person has at most one timer across all workspaces. */
export class TimerService {
  constructor(private readonly core: TimeCore) {}

  /** Returns the person's running timer, or null. */
  async get(user_ref: string): Promise<Timer | null> {
    const { knex, audience } = this.core;
    const timer = await findTimer(knex, user_ref);
    if (!timer) {
      return null;
    }
    const { project_id, project_access: access } = timer;
    const roles = await audience.listRoles(knex, user_ref, [project_id]);
    const personRoles = roles.get(project_id) ?? noRoles;
    return toTimerResponse(timer, canSeeProject(personRoles, { access }));
  }

  /**
   * Starts a timer. Stops a running timer first and logs its time up to the start of the new timer.
   * If the new timer does not start later than the running one, logs the time up to now.
   *
   * @throws InvalidRequestError for an item on which the actor cannot log time, and for a start in
   *   the future
   * @throws ConflictError when the time of the running timer cannot be logged
   */
  async start(
    actor: Actor,
    input: NewTimer,
  ): Promise<{ timer: Timer; worklogs: Worklog[] }> {
    return this.core.changes.run(actor, async change => {
      const { work_item_id, started_at } = input;
      const locked = await lockTimer(
        this.core,
        change,
        actor.user_ref,
        work_item_id,
      );
      const item = requireLoggable(locked.items, work_item_id);
      const start = getTimerStart(change, started_at);
      const { running } = locked;
      const worklogs = running
        ? await logTimer(change, running, {
            until:
              start > Date.parse(running.timer.started_at) ? start : change.now,
          })
        : [];
      const timer = buildTimer(change, locked, item, input, start);
      const after = { timer, isVisible: true };
      change.record(toTimerActivity(actor, 'start', { before: null, after }));
      await timerTable.insert(change.tx, [timer]);
      return { timer: toTimerResponse(timer, true), worklogs };
    });
  }

  /**
   * Changes the running timer.
   *
   * @throws NotFoundError when none is running
   * @throws InvalidRequestError for an item on which the actor cannot log time, and for a start in
   *   the future
   */
  async update(
    actor: Actor,
    { work_item_id, started_at, ...patch }: TimerPatch,
  ): Promise<Timer> {
    return this.core.changes.run(actor, async change => {
      const locked = await lockTimer(
        this.core,
        change,
        actor.user_ref,
        work_item_id,
      );
      const { timer, item } = requireRunning(locked);
      const before = { timer, isVisible: item?.canView ?? false };
      const isMoved = work_item_id && work_item_id !== timer.work_item_id;
      const target = isMoved && requireLoggable(locked.items, work_item_id);
      const start = getTimerStart(change, started_at ?? timer.started_at);
      const after = {
        isVisible: target ? true : before.isVisible,
        timer: toNextVersion(
          timer,
          {
            ...patch,
            ...(target ? toTimedItem(locked, target) : {}),
            started_at: new Date(start).toISOString(),
          },
          change.now,
        ),
      };
      if (change.record(toTimerActivity(actor, 'update', { before, after }))) {
        await timerTable.update(change.tx, after.timer);
      }
      return toTimerResponse(after.timer, after.isVisible);
    });
  }

  /**
   * Stops the timer and logs its time, one worklog per day.
   *
   * @param description - the description of the worklogs; by default the timer's description
   * @throws NotFoundError when none is running
   * @throws InvalidRequestError when a required description is missing; the timer keeps running
   * @throws ConflictError when the time cannot be logged; the timer keeps running
   */
  async stop(actor: Actor, description?: string | null): Promise<Worklog[]> {
    return this.core.changes.run(actor, async change => {
      const locked = await lockTimer(this.core, change, actor.user_ref);
      const runningTimer = requireRunning(locked);
      return logTimer(
        change,
        {
          ...runningTimer,
          // An empty description means none.
          description: (description ?? runningTimer.description) || null,
        },
        { until: change.now, descriptionField: 'body.description' },
      );
    });
  }

  /**
   * Stops the timer without logging its time.
   *
   * @throws NotFoundError when none is running
   */
  async discard(actor: Actor): Promise<void> {
    await this.core.changes.run(actor, async change => {
      const locked = await lockTimer(this.core, change, actor.user_ref);
      const { timer, item } = requireRunning(locked);
      const before = { timer, isVisible: item?.canView ?? false };
      change.record(toTimerActivity(actor, 'discard', { before, after: null }));
      const { user_ref } = actor;
      await change.tx('timers').where({ user_ref }).delete();
    });
  }
}

/** @param start - milliseconds since 1970 */
function buildTimer(
  { now, actor }: Change,
  locked: LockedTimer,
  item: ItemWithRights,
  { description, is_billable }: NewTimer,
  start: number,
): TimerRow {
  const { is_billable_by_default } = projectSettings.parseValues(
    item.project.settings,
  );
  return {
    id: createId(now),
    user_ref: actor.user_ref,
    ...toTimedItem(locked, item),
    started_at: new Date(start).toISOString(),
    description: description ?? null,
    is_billable: is_billable ?? is_billable_by_default,
    version: 1,
    created_at: new Date(now).toISOString(),
    updated_at: new Date(now).toISOString(),
  };
}

/** The fields of a timer that describe its item. */
function toTimedItem({ workspaces }: LockedTimer, item: ItemWithRights) {
  const { project } = item;
  const workspace = workspaces.get(project.workspace_id)!;
  return {
    workspace_id: workspace.id,
    workspace_slug: workspace.slug,
    project_id: project.id,
    project_name: project.name,
    project_identifier: project.identifier,
    project_access: project.access,
    work_item_id: item.id,
    identifier: item.identifier,
    title: item.title,
  };
}

/** @throws NotFoundError when no timer is running */
function requireRunning({ running }: LockedTimer): RunningTimer {
  if (!running) {
    throw new NotFoundError('No timer is running');
  }
  return running;
}

/**
 * Parses the start of a timer to milliseconds since 1970.
 *
 * @param started_at - by default now
 * @throws InvalidRequestError for a time in the future
 */
function getTimerStart({ now }: Change, started_at?: string | null): number {
  const start = started_at ? Date.parse(started_at) : now;
  if (start > now) {
    throw createFieldError('body.started_at', 'must not be in the future');
  }
  return start;
}
