import { parseEntityRef } from '@backstage/catalog-model';
import { NotAllowedError } from '@backstage/errors';
import {
  NewTimeAdjustment,
  TimeAdjustment,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { RequestContext } from '../../../access/Caller';
import { Changes } from '../../../changes/Changes';
import { readPeopleNames } from '../../../core/people/PeopleService';
import { inListSql } from '../../../database/bulk';
import { createId } from '../../../database/ids';
import {
  DatedPosition,
  isDatedPosition,
  readPage,
} from '../../../database/paging';
import { countRows } from '../../../database/statements';
import { Table } from '../../../database/Table';
import { InvalidRequestError } from '../../../http/errors';
import {
  canManagePerson,
  filterByPlanningAccess,
  isMemberOrStaff,
} from '../people/timePlanningAccess';
import { BalanceReadModel } from './BalanceReadModel';

const adjustmentTable = new Table<TimeAdjustment>('time_adjustments', {
  id: 'text',
  member_id: 'text',
  display_name: 'joined',
  date: 'text',
  minutes: 'number',
  reason: 'text',
  created_by: 'text',
  created_at: 'instant',
});

/**
 * Manages corrections of people's overtime balances, such as paid overtime. An adjustment is final;
 * an opposite one corrects a mistake.
 */
export class TimeAdjustments {
  constructor(
    private readonly deps: {
      knex: Knex;
      changes: Changes;
      readModel: BalanceReadModel;
    },
  ) {}

  /**
   * Lists the adjustments of the caller and the people they manage; for workspace admins, of
   * everybody. Latest date first.
   */
  async list(
    context: RequestContext,
    query: {
      cursor?: string;
      limit: number;
      date_from?: string;
      date_to?: string;
      member_id?: string[];
    },
  ) {
    const { knex } = this.deps;
    const { date_from, date_to, member_id } = query;
    const selectAdjustments = () =>
      knex('time_adjustments')
        .where('time_adjustments.workspace_id', context.workspace.id)
        .modify(rows => {
          filterByPlanningAccess(
            knex,
            rows,
            'time_adjustments.member_id',
            context,
          );
          if (date_from) rows.where('time_adjustments.date', '>=', date_from);
          if (date_to) rows.where('time_adjustments.date', '<=', date_to);
          if (member_id) {
            rows.whereRaw(
              ...inListSql(
                knex,
                'time_adjustments.member_id',
                member_id,
                'text',
              ),
            );
          }
        });
    const page = await readPage(query, isDatedPosition, {
      list: async (after, limit) => {
        const rows: any[] = await selectAdjustments()
          .leftJoin('people', 'people.user_ref', 'time_adjustments.member_id')
          .select('time_adjustments.*', 'people.display_name')
          .modify(later => {
            if (after) {
              later.whereRaw(
                '(time_adjustments.date, time_adjustments.id) < (?, ?)',
                after,
              );
            }
          })
          .orderBy([
            { column: 'time_adjustments.date', order: 'desc' },
            { column: 'time_adjustments.id', order: 'desc' },
          ])
          .limit(limit);
        return rows.map(row => ({
          ...adjustmentTable.read(row),
          display_name: row.display_name ?? parseEntityRef(row.member_id).name,
        }));
      },
      getPosition: ({ date, id }): DatedPosition => [date, id],
    });
    return { ...page, total: await countRows(selectAdjustments()) };
  }

  /**
   * Adjusts the balance of a person whom the caller manages.
   *
   * @throws NotAllowedError for the caller and people whom they do not manage
   * @throws InvalidRequestError for a person who is not in the workspace, and for a day that does
   *   not count in their balance
   */
  async create(
    context: RequestContext,
    { member_id, date, minutes, reason }: NewTimeAdjustment,
  ): Promise<TimeAdjustment> {
    const { knex, changes, readModel } = this.deps;
    const { caller, workspace } = context;
    if (
      member_id === caller.user_ref ||
      !(await canManagePerson(knex, context, member_id))
    ) {
      throw new NotAllowedError(
        'Only other people who manage the person, and workspace admins, can adjust a balance',
      );
    }
    if (!(await isMemberOrStaff(knex, workspace.id, member_id))) {
      throw new InvalidRequestError([
        { field: 'body.member_id', reason: 'is not in this workspace' },
      ]);
    }
    const getFirstDay = await readModel.readFirstDays(context, [member_id]);
    const { first } = getFirstDay(member_id);
    if (date < first) {
      throw new InvalidRequestError([
        {
          field: 'body.date',
          reason: `must not be before ${first}, the first day of the balance`,
        },
      ]);
    }
    return changes.run(caller, async change => {
      const names = await readPeopleNames(change.tx, [member_id]);
      const after: TimeAdjustment = {
        id: createId(change.now),
        member_id,
        display_name: names.get(member_id) ?? parseEntityRef(member_id).name,
        date,
        minutes,
        reason,
        created_by: caller.user_ref,
        created_at: new Date(change.now).toISOString(),
      };
      await adjustmentTable.insert(change.tx, [after], {
        workspace_id: workspace.id,
      });
      change.record({
        workspace_id: workspace.id,
        visibility: 'people',
        people: [member_id],
        entity_type: 'time_adjustment',
        entity_id: after.id,
        entity_label: `${after.display_name}, ${date}`,
        before: null,
        after,
        derived: ['display_name'],
        // A reason can be about the person's health. The list of adjustments shows it.
        sensitive: ['reason'],
      });
      return after;
    });
  }
}
