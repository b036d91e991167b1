import { NotFoundError } from '@backstage/errors';
import {
  Period,
  PeriodChanges,
  PeriodDetails,
} from '@callboard/plugin-callboard-common';
import { sortBy } from 'lodash';
import { RequestContext } from '../../../access/Caller';
import { readDisplayNames } from '../../../core/people/PeopleService';
import { Core } from '../../../core/Core';
import {
  readPage,
  DatedPosition,
  isDatedPosition,
} from '../../../database/paging';
import { ContextOf } from '../../../http/Handler';
import { sumExpectedMinutes } from '../calendar/expectedTime';
import { listManagers } from '../people/selectManagedPeople';
import { listReadableItems, ReadableItem } from '../people/listReadableItems';
import { resolveTimeReadAccess } from '../people/timePlanningAccess';
import { loadApprover } from './Approver';
import {
  countPeriods,
  findLastDecision,
  listPeriods,
  listSteps,
} from './listPeriods';
import {
  getPeriodViewer,
  PeriodContext,
  PeriodRow,
  toPeriodResponse,
} from './PeriodRow';
import { findPeriod, PeriodCell, readContents } from './PeriodStore';

export class PeriodReader {
  constructor(
    private readonly core: Pick<Core, 'knex' | 'reader' | 'audience'>,
  ) {}

  /** Lists the caller's periods and the periods on which the caller decides, the latest first. */
  async list(context: ContextOf<'listPeriods'>) {
    const { knex, reader } = this.core;
    const { cursor, limit, ...filter } = context.query;
    const viewer = await loadApprover(knex, context);
    const page = await readPage({ cursor, limit }, isDatedPosition, {
      list: (after, maxRows) =>
        listPeriods(reader, viewer, filter, { after, limit: maxRows }),
      getPosition: ({ week_start, id }): DatedPosition => [week_start, id],
    });
    return {
      items: await this.toResponse(context, page.items),
      next_cursor: page.next_cursor,
      total: await countPeriods(reader, viewer, filter),
    };
  }

  /** @throws NotFoundError when the caller may not see the period */
  async get(context: PeriodContext): Promise<PeriodDetails> {
    const { knex, audience } = this.core;
    const found = await this.find(context);
    const { workspace_id, member_id, status } = found;
    const approvers =
      status === 'submitted'
        ? await listManagers(knex, audience, workspace_id, member_id)
        : [];
    const getName = await readDisplayNames(knex, approvers);
    const [period] = await this.toResponse(context, [found]);
    return {
      ...period,
      approvers: approvers.map(user_ref => ({
        user_ref,
        display_name: getName(user_ref),
      })),
    };
  }

  /** @throws NotFoundError when the caller may not see the period */
  async listHistory(context: ContextOf<'getPeriodHistory'>) {
    const period = await this.find(context);
    const viewer = getPeriodViewer(context);
    return listSteps(this.core.reader, viewer, period, context.query);
  }

  /**
   * Compares the content of a period with its content at the last decision. Viewers other than the
   * period's person get only the items on which they may read time.
   *
   * @throws NotFoundError when the caller may not see the period
   */
  async getChanges(context: PeriodContext): Promise<PeriodChanges> {
    const { knex, reader, audience } = this.core;
    const period = await this.find(context);
    const viewer = getPeriodViewer(context);
    const decision = await findLastDecision(reader, viewer, period);
    const before = decision?.content ?? [];
    const [after] = await readContents(knex, [period]);
    const readAccess = await resolveTimeReadAccess(
      knex,
      context,
      period.member_id,
    );
    const readable = await listReadableItems(
      knex,
      audience,
      context,
      readAccess,
      [...before, ...after].map(([work_item_id]) => work_item_id),
    );
    const changes = compareContents(before, after, readable);
    return {
      since: decision?.step ?? null,
      items:
        readAccess === 'own'
          ? changes
          : changes.filter(({ issue_id }) => issue_id !== null),
    };
  }

  private async find(context: PeriodContext): Promise<PeriodRow> {
    const { knex } = this.core;
    const { id } = context.params;
    const approver = await loadApprover(knex, context);
    const found = await findPeriod(knex, approver, id);
    if (!found) {
      throw new NotFoundError(`Timesheet ${id} not found`);
    }
    return found;
  }

  private async toResponse(
    { caller, workspace }: RequestContext,
    periods: readonly PeriodRow[],
  ): Promise<Period[]> {
    const { knex } = this.core;
    const expected = await sumExpectedMinutes(
      knex,
      workspace,
      periods.map(
        ({ member_id: user_ref, week_start: from, week_end: to }) => ({
          user_ref,
          from,
          to,
        }),
      ),
    );
    return periods.map((period, index) =>
      toPeriodResponse(period, expected[index], caller.user_ref),
    );
  }
}

/** The minutes of an item on a day, at the last decision and now. */
type ContentChange = PeriodChanges['items'][number];

/**
 * Compares two contents of a period by day and item. Merges the items that the viewer may not see
 * into one unnamed item per day.
 *
 * @returns the minutes that differ, by day
 */
function compareContents(
  before: readonly PeriodCell[],
  after: readonly PeriodCell[],
  readable: ReadonlyMap<string, ReadableItem>,
): ContentChange[] {
  const changes = new Map<string, ContentChange>();
  const addMinutes = (
    [work_item_id, date, minutes]: PeriodCell,
    field: 'before_minutes' | 'after_minutes',
  ) => {
    const item = readable.get(work_item_id);
    const key = `${date} ${item?.issue_id}`;
    const change = changes.get(key) ?? {
      issue_id: item?.issue_id ?? null,
      identifier: item?.identifier ?? null,
      issue_name: item?.issue_name ?? null,
      date,
      before_minutes: 0,
      after_minutes: 0,
    };
    changes.set(key, { ...change, [field]: change[field] + minutes });
  };
  before.forEach(cell => addMinutes(cell, 'before_minutes'));
  after.forEach(cell => addMinutes(cell, 'after_minutes'));
  const different = [...changes.values()].filter(
    ({ before_minutes, after_minutes }) => before_minutes !== after_minutes,
  );
  return sortBy(different, ['date', 'identifier']);
}
