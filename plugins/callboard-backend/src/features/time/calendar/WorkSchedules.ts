import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { parseEntityRef } from '@backstage/catalog-model';
import { WorkSchedule } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { isEqual } from 'lodash';
import { RequestContext } from '../../../access/Caller';
import { Changes } from '../../../changes/Changes';
import { readPeopleNames } from '../../../core/people/PeopleService';
import { readJson, writeJson } from '../../../database/dialect';
import { Precondition } from '../../../http/Precondition';
import {
  isMemberOrStaff,
  canManagePerson,
  canPlanTimeFor,
} from '../people/timePlanningAccess';
import { lockPeople } from '../people/lockPeople';
import { workspaceSettings } from '../../../core/workspaces/WorkspaceService';
import { getWeekdayMinutes } from './expectedTime';

/** Manages people's work schedules: their working minutes on each weekday. */
export class WorkSchedules {
  constructor(private readonly deps: { knex: Knex; changes: Changes }) {}

  /**
   * Returns a person's work schedule.
   *
   * @throws NotFoundError for another person whom the caller does not manage
   */
  async get(context: RequestContext, member_id: string): Promise<WorkSchedule> {
    const { knex } = this.deps;
    if (!(await canPlanTimeFor(knex, context, member_id))) {
      throw new NotFoundError(`Work schedule of ${member_id} not found`);
    }
    return this.read(knex, context, member_id);
  }

  /**
   * Sets a person's minutes per weekday; null restores the workspace default.
   *
   * @throws NotFoundError for a person whom the caller does not manage, or who does not
   *   belong to the workspace
   * @throws NotAllowedError for the caller's own schedule, unless they are an admin
   * @throws PreconditionFailedError when the schedule has changed since the caller read it
   */
  async set(
    context: RequestContext,
    member_id: string,
    minutes_per_weekday: number[] | null,
    precondition: Precondition,
  ): Promise<WorkSchedule> {
    const { knex, changes } = this.deps;
    const { caller, workspace } = context;
    if (!(await canManagePerson(knex, context, member_id))) {
      throw member_id === caller.user_ref
        ? new NotAllowedError('Only your manager can change your working time')
        : new NotFoundError(`Work schedule of ${member_id} not found`);
    }
    if (!(await isMemberOrStaff(knex, workspace.id, member_id))) {
      throw new NotFoundError(`Work schedule of ${member_id} not found`);
    }
    return changes.run(caller, async change => {
      await lockPeople(change, workspace.id, [member_id]);
      const before = await this.read(change.tx, context, member_id);
      precondition.check(before.version);
      if (isEqual(before.minutes_per_weekday, minutes_per_weekday)) {
        return before;
      }
      const after = {
        ...before,
        minutes_per_weekday,
        version: before.version + 1,
      };
      await change
        .tx('time_people')
        .where({ workspace_id: workspace.id, user_ref: member_id })
        .update({
          minutes_per_weekday:
            minutes_per_weekday && writeJson(minutes_per_weekday),
          version: after.version,
          updated_at: new Date(change.now),
        });
      const names = await readPeopleNames(change.tx, [member_id]);
      change.record({
        workspace_id: workspace.id,
        visibility: 'people',
        people: [member_id],
        entity_type: 'work_schedule',
        entity_id: after.id!,
        entity_label: names.get(member_id) ?? parseEntityRef(member_id).name,
        before,
        after,
      });
      return after;
    });
  }

  private async read(
    knex: Knex,
    context: RequestContext,
    member_id: string,
  ): Promise<WorkSchedule> {
    const row = await knex('time_people')
      .where({ workspace_id: context.workspace.id, user_ref: member_id })
      .first('id', 'minutes_per_weekday', 'version');
    return {
      id: row?.id ?? null,
      member_id,
      minutes_per_weekday: row?.minutes_per_weekday
        ? readJson<number[]>(row.minutes_per_weekday)
        : null,
      workspace_minutes_per_weekday: getWeekdayMinutes(
        workspaceSettings.parseValues(context.workspace.settings),
      ),
      is_editable: await canManagePerson(knex, context, member_id),
      version: row?.version ?? 1,
    };
  }
}
