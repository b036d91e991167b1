import { LeaveBalance, MonthBalance } from '@callboard/plugin-callboard-common';
import { max, min, round, sortBy, sumBy, union } from 'lodash';
import { iterateInSteps } from '../../../kernel/yielding';
import {
  computeAvailableMinutes,
  computeExpectedMinutes,
  DayRange,
  getRegularMinutes,
  toDates,
  WorkingTime,
} from '../calendar/expectedTime';
import { addDays, getNextMonth, toMonth } from '../../../database/zones';

/** Minutes by month, `YYYY-MM`. */
export type MonthMinutes = ReadonlyMap<string, number>;

/**
 * Computes the overtime balance of each month in a range; empty if the range is empty. Yields to
 * the event loop between months, because a range can span decades.
 */
export async function computeMonthBalances(
  time: WorkingTime,
  { from, to }: DayRange,
  logged: MonthMinutes,
  adjusted: MonthMinutes,
): Promise<MonthBalance[]> {
  const balances = [];
  for await (const { month, ...days } of iterateInSteps(
    listMonths({ from, to }),
  )) {
    // So `computeExpectedMinutes` compares each day only with the absences of the month.
    const monthTime = { ...time, timeOff: filterTimeOff(time, days) };
    balances.push({
      month,
      ...toBalance(
        sumBy(toDates(days), date => computeExpectedMinutes(monthTime, date)),
        logged.get(month) ?? 0,
        adjusted.get(month) ?? 0,
      ),
    });
  }
  return balances;
}

export function sumBalances(
  months: readonly MonthBalance[],
): Omit<MonthBalance, 'month'> {
  return toBalance(
    sumBy(months, 'expected_minutes'),
    sumBy(months, 'logged_minutes'),
    sumBy(months, 'adjusted_minutes'),
  );
}

function toBalance(
  expected_minutes: number,
  logged_minutes: number,
  adjusted_minutes: number,
) {
  return {
    expected_minutes,
    logged_minutes,
    adjusted_minutes,
    balance_minutes: logged_minutes + adjusted_minutes - expected_minutes,
  };
}

/**
 * Computes the leave of a calendar year by kind: first the kinds with an entitlement, then the
 * other kinds that the person has taken. A day off counts by its share of the regular minutes of
 * the weekday, so days without working time do not count. If absences overlap, the absence entered
 * last counts first. Earlier absences count only for the rest of the day.
 */
export function computeLeave(
  time: WorkingTime,
  year: number,
  entitlements: ReadonlyMap<string, number>,
): LeaveBalance[] {
  const taken = sumDaysOff(time, getYearRange(year));
  const kinds = union([...entitlements.keys()], [...taken.keys()]);
  const leave = kinds.map(kind => {
    const entitled_days = entitlements.get(kind) ?? null;
    const taken_days = roundDays(taken.get(kind) ?? 0);
    return {
      kind,
      entitled_days,
      taken_days,
      remaining_days:
        entitled_days === null ? null : roundDays(entitled_days - taken_days),
    };
  });
  const entitledOrTaken = leave.filter(
    ({ entitled_days, taken_days }) => entitled_days || taken_days,
  );
  return sortBy(entitledOrTaken, [
    ({ entitled_days }) => entitled_days === null,
    'kind',
  ]);
}

export function getYearRange(year: number): DayRange {
  return { from: `${year}-01-01`, to: `${year}-12-31` };
}

function sumDaysOff(time: WorkingTime, range: DayRange): Map<string, number> {
  const timeOff = filterTimeOff(time, range);
  const days = new Map<string, number>();
  for (const date of timeOff.length > 0 ? toDates(range) : []) {
    const availableMinutes = computeAvailableMinutes(time, date);
    let minutesLeft = availableMinutes;
    for (const { kind, ...off } of timeOff) {
      if (minutesLeft > 0 && off.date_from <= date && date <= off.date_to) {
        const minutes = Math.min(
          minutesLeft,
          off.minutes_per_day ?? availableMinutes,
        );
        minutesLeft -= minutes;
        const share = minutes / getRegularMinutes(time, date);
        days.set(kind, (days.get(kind) ?? 0) + share);
      }
    }
  }
  return days;
}

function filterTimeOff({ timeOff }: WorkingTime, { from, to }: DayRange) {
  return timeOff.filter(
    ({ date_from, date_to }) => date_from <= to && date_to >= from,
  );
}

function listMonths({
  from,
  to,
}: DayRange): Array<DayRange & { month: string }> {
  const months = [];
  for (
    let month = toMonth(from);
    month <= toMonth(to);
    month = getNextMonth(month)
  ) {
    months.push({
      month,
      from: max([from, `${month}-01`])!,
      to: min([to, addDays(`${getNextMonth(month)}-01`, -1)])!,
    });
  }
  return from <= to ? months : [];
}

/** Rounds to two decimals, the precision of entitlements. */
function roundDays(days: number): number {
  return round(days, 2);
}
