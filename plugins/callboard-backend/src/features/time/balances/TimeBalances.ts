import { NotFoundError } from '@backstage/errors';
import {
  MAX_BALANCE_DAYS_AHEAD,
  MemberTimeBalance,
  TimeBalance,
} from '@callboard/plugin-callboard-common';
import { max, min } from 'lodash';
import { RequestContext } from '../../../access/Caller';
import { Core } from '../../../core/Core';
import { getDateInZone, addDays } from '../../../database/zones';
import { createFieldError } from '../../../http/errors';
import { ContextOf } from '../../../http/Handler';
import { iterateInSteps } from '../../../kernel/yielding';
import { readWorkingTimes } from '../calendar/expectedTime';
import { canPlanTimeFor, isMemberOrStaff } from '../people/timePlanningAccess';
import {
  computeLeave,
  computeMonthBalances,
  getYearRange,
  sumBalances,
} from './computeBalance';
import { listPlannedStaff, readEntitlements, readTime } from './readBalances';
import { Page } from '../../../database/paging';

/**
 * Computes the overtime and leave of people. Uses the reader connection, because reading years of
 * worklogs would block other requests on the main connection.
 */
export class TimeBalances {
  constructor(private readonly core: Pick<Core, 'reader' | 'clock'>) {}

  /**
   * Returns the balance of a person.
   *
   * @throws NotFoundError for another person if the caller does not manage that person, or if that
   *   person has no time and is not in the workspace
   * @throws InvalidRequestError for a day too far in the future
   */
  async get(context: ContextOf<'getTimeBalance'>): Promise<TimeBalance> {
    const { reader } = this.core;
    const { caller, workspace, query } = context;
    const { member_id = caller.user_ref, include } = query;
    if (!(await canPlanTimeFor(reader, context, member_id))) {
      throw new NotFoundError(`Balance of ${member_id} not found`);
    }
    const as_of = this.resolveDay(context, query.as_of);
    const [{ by_month, ...balance }] = await this.compute(
      context,
      [member_id],
      as_of,
    );
    if (
      balance.from === null &&
      member_id !== caller.user_ref &&
      !(await isMemberOrStaff(reader, workspace.id, member_id))
    ) {
      throw new NotFoundError(`Balance of ${member_id} not found`);
    }
    return include?.includes('month') ? { ...balance, by_month } : balance;
  }

  /**
   * Lists the balances of the staff whose time the caller plans, sorted by name. Omits people who
   * left before the year of the balance.
   *
   * @throws InvalidRequestError for a day too far in the future
   */
  async list(
    context: ContextOf<'listTimeBalances'>,
  ): Promise<Page<MemberTimeBalance>> {
    const as_of = this.resolveDay(context, context.query.as_of);
    const { items, next_cursor } = await listPlannedStaff(
      this.core.reader,
      context,
      context.query,
      getYear(as_of),
    );
    const balances = await this.compute(
      context,
      items.map(({ member_id }) => member_id),
      as_of,
    );
    return {
      items: balances.map(({ by_month: _, ...balance }, index) => {
        const { display_name, department_id } = items[index];
        return { ...balance, display_name, department_id };
      }),
      next_cursor,
    };
  }

  private resolveDay(
    { workspace }: RequestContext,
    as_of: string | undefined,
  ): string {
    const today = getDateInZone(this.core.clock.now(), workspace.timezone);
    const latest = addDays(today, MAX_BALANCE_DAYS_AHEAD);
    if (as_of && as_of > latest) {
      throw createFieldError('query.as_of', `must be at most ${latest}`);
    }
    return as_of ?? today;
  }

  /** Computes the balance of each person, in total and by month, in the order of `member_ids`. */
  private async compute(
    context: RequestContext,
    member_ids: readonly string[],
    as_of: string,
  ): Promise<Array<TimeBalance & Required<Pick<TimeBalance, 'by_month'>>>> {
    const { reader } = this.core;
    const getTime = await readTime(reader, context, member_ids, as_of);
    const year = getYear(as_of);
    const getEntitlements = await readEntitlements(
      reader,
      context,
      member_ids,
      year,
    );
    const yearRange = getYearRange(year);
    const times = member_ids.map(getTime);
    const getWorkingTime = await readWorkingTimes(
      reader,
      context.workspace,
      member_ids,
      {
        from: min([
          yearRange.from,
          ...times.flatMap(({ from }) => from ?? []),
        ])!,
        to: max([yearRange.to, as_of])!,
      },
    );
    const balances = [];
    for await (const [index, member_id] of iterateInSteps(
      member_ids.entries(),
    )) {
      const { from, logged, adjusted } = times[index];
      const workingTime = getWorkingTime(member_id);
      const by_month = from
        ? await computeMonthBalances(
            workingTime,
            { from, to: as_of },
            logged,
            adjusted,
          )
        : [];
      balances.push({
        member_id,
        from,
        as_of,
        ...sumBalances(by_month),
        leave: computeLeave(workingTime, year, getEntitlements(member_id)),
        by_month,
      });
    }
    return balances;
  }
}

function getYear(date: string): number {
  return Number(date.slice(0, 4));
}
