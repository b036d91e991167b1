import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { WorkSchedule } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { isEqual, pick } from 'lodash';
import { RequestContext } from '../../../access/Caller';
import { Core } from '../../../core/Core';
import { readDisplayNames } from '../../../core/people/PeopleService';
import { insertMany } from '../../../database/bulk';
import { readInstant, readJson, writeJson } from '../../../database/dialect';
import { getDateInZone, addDays } from '../../../database/zones';
import { createFieldError } from '../../../http/errors';
import { ContextOf } from '../../../http/Handler';
import {
  isMemberOrStaff,
  canManagePerson,
  canPlanTimeFor,
} from '../people/timePlanningAccess';
import { lockPeople } from '../people/lockPeople';
import { workspaceSettings } from '../../../core/workspaces/WorkspaceService';
import { getWeekdayMinutes } from './expectedTime';

interface PastSchedule {
  /** The last day on which the schedule applied, `YYYY-MM-DD`. */
  last_day: string;
  /** Null for the default of the workspace. */
  minutes_per_weekday: number[] | null;
}

/** Manages people's work schedules: their working minutes on each weekday. */
export class WorkSchedules {
  constructor(private readonly core: Pick<Core, 'knex' | 'changes'>) {}

  /** @throws NotFoundError for another person whom the caller does not manage */
  async get(context: ContextOf<'getWorkSchedule'>): Promise<WorkSchedule> {
    const { knex } = this.core;
    const { member_id = context.caller.user_ref } = context.query;
    if (!(await canPlanTimeFor(knex, context, member_id))) {
      throw new NotFoundError(`Work schedule of ${member_id} not found`);
    }
    return (await this.read(knex, context, member_id)).schedule;
  }

  /**
   * Sets a person's minutes per weekday; null restores the workspace default. The schedule
   * applies from `effective_from`, or else from the first day of the current schedule. Earlier days
   * keep their schedules.
   *
   * @throws NotFoundError for a person whom the caller does not manage, or who does not
   *   belong to the workspace
   * @throws NotAllowedError for the caller's own schedule, unless they are an admin
   * @throws InvalidRequestError for a schedule that starts after today
   * @throws PreconditionFailedError when the schedule has changed since the caller read it
   */
  async set(context: ContextOf<'setWorkSchedule'>): Promise<WorkSchedule> {
    const { knex, changes } = this.core;
    const { caller, workspace } = context;
    const { member_id = caller.user_ref } = context.query;
    const { minutes_per_weekday, effective_from } = context.body;
    if (!(await canManagePerson(knex, context, member_id))) {
      throw member_id === caller.user_ref
        ? new NotAllowedError(
            'Only your manager or a workspace admin can change your working time',
          )
        : new NotFoundError(`Work schedule of ${member_id} not found`);
    }
    if (!(await isMemberOrStaff(knex, workspace.id, member_id))) {
      throw new NotFoundError(`Work schedule of ${member_id} not found`);
    }
    return changes.run(caller, async change => {
      await lockPeople(change, workspace.id, [member_id]);
      const { schedule: before, past } = await this.read(
        change.tx,
        context,
        member_id,
      );
      context.precondition.check(before.version);
      const pastAfter = effective_from
        ? computePastSchedules(past, before, {
            minutes_per_weekday,
            effective_from,
          })
        : past;
      const after = {
        ...before,
        minutes_per_weekday,
        effective_from: getCurrentFirstDay(pastAfter),
        version: before.version + 1,
        updated_at: new Date(change.now).toISOString(),
      };
      if (
        isEqual({ ...after, ...pick(before, 'version', 'updated_at') }, before)
      ) {
        return before;
      }
      if (
        effective_from &&
        effective_from > getDateInZone(change.now, workspace.timezone)
      ) {
        throw createFieldError(
          'body.effective_from',
          'must not be after today',
        );
      }
      if (pastAfter !== past) {
        await this.replacePast(change.tx, context, member_id, pastAfter);
      }
      await change
        .tx('time_people')
        .where({ workspace_id: workspace.id, user_ref: member_id })
        .update({
          minutes_per_weekday:
            minutes_per_weekday && writeJson(minutes_per_weekday),
          version: after.version,
          updated_at: new Date(change.now),
        });
      const getName = await readDisplayNames(change.tx, [member_id]);
      change.record({
        workspace_id: workspace.id,
        visibility: 'people',
        people: [member_id],
        entity_type: 'work_schedule',
        entity_id: after.id!,
        entity_label: getName(member_id),
        before,
        after,
      });
      return after;
    });
  }

  private async replacePast(
    tx: Knex.Transaction,
    { workspace }: RequestContext,
    user_ref: string,
    schedules: readonly PastSchedule[],
  ): Promise<void> {
    const key = { workspace_id: workspace.id, user_ref };
    await tx('past_work_schedules').where(key).delete();
    const rows = schedules.map(schedule => ({ ...key, ...schedule }));
    await insertMany(tx, 'past_work_schedules', rows);
  }

  private async read(
    knex: Knex,
    context: RequestContext,
    member_id: string,
  ): Promise<{ schedule: WorkSchedule; past: PastSchedule[] }> {
    const key = { workspace_id: context.workspace.id, user_ref: member_id };
    const row = await knex('time_people')
      .where(key)
      .first('id', 'minutes_per_weekday', 'version', 'updated_at');
    const pastRows: any[] = await knex('past_work_schedules')
      .select('last_day', 'minutes_per_weekday')
      .where(key)
      .orderBy('last_day');
    const readMinutes = (stored: unknown) =>
      stored ? readJson<number[]>(stored) : null;
    const past = pastRows.map(({ last_day, minutes_per_weekday }) => ({
      last_day,
      minutes_per_weekday: readMinutes(minutes_per_weekday),
    }));
    const schedule = {
      id: row?.id ?? null,
      member_id,
      minutes_per_weekday: readMinutes(row?.minutes_per_weekday),
      workspace_minutes_per_weekday: getWeekdayMinutes(
        workspaceSettings.parseValues(context.workspace.settings),
      ),
      effective_from: getCurrentFirstDay(past),
      is_editable: await canManagePerson(knex, context, member_id),
      version: row?.version ?? 1,
      updated_at: row ? readInstant(row.updated_at) : null,
    };
    return { schedule, past };
  }
}

/**
 * Returns the first day of the current schedule: the day after the last past schedule; null if the
 * person has no past schedules.
 */
function getCurrentFirstDay(past: readonly PastSchedule[]): string | null {
  return past.length > 0 ? addDays(past[past.length - 1].last_day, 1) : null;
}

/**
 * Returns the past schedules after `next` becomes the current schedule, oldest first. The schedule
 * that applies on the day before `next` begins ends on that day. If that schedule has the same
 * minutes as `next`, the current schedule begins on the first day of that schedule instead.
 */
function computePastSchedules(
  past: readonly PastSchedule[],
  current: Pick<WorkSchedule, 'minutes_per_weekday'>,
  next: { minutes_per_weekday: number[] | null; effective_from: string },
): PastSchedule[] {
  const last_day = addDays(next.effective_from, -1);
  const earlier = past.filter(schedule => schedule.last_day < last_day);
  const { minutes_per_weekday } =
    past.find(schedule => schedule.last_day >= last_day) ?? current;
  return isEqual(minutes_per_weekday, next.minutes_per_weekday)
    ? earlier
    : [...earlier, { last_day, minutes_per_weekday }];
}
