import { demoPeople } from '../demoPeople';
import { createChance } from '../world/chance';
import { Calendar } from '../year/Calendar';
import { Tenure } from '../year/tenures';

/** For so many weeks people have submitted their time. */
const WEEKS = 10;

/** The demo's member has so many of the latest to submit himself. */
const LEFT_TO_MEMBER = 3;

const MEMBER = demoPeople[2].name;

/** What the person or their manager does to a week, and when. */
export type PeriodDeed = { at: Date } & (
  | { act: 'submit' | 'approve' }
  | { act: 'reject'; reason: string }
);

/** A week of somebody, and what becomes of it. */
export interface DemoPeriod {
  /** Its Monday, `YYYY-MM-DD`. */
  week: string;
  /** In their order. */
  deeds: PeriodDeed[];
}

const reasons = [
  'Is Friday complete? It looks short.',
  'Please say what the support was about.',
  'Please split the meetings by item.',
  'Some of this was for Returns. Please move it there.',
  'You were at the conference on Thursday, were you not?',
];

/**
 * What became of the weeks that somebody has logged time in. Most are approved soon,
 * a few come back with a reason first, some are forgotten; the last is waiting.
 *
 * @param dates - on which they have logged, `YYYY-MM-DD`
 */
export function periodsOf(
  { person }: Tenure,
  calendar: Calendar,
  dates: readonly string[],
): DemoPeriod[] {
  const chance = createChance(`periods of ${person.name}`);
  const dateOf = (day: number) => calendar.dayAt(day).toFormat('yyyy-MM-dd');
  /** A moment of a day, from one hour to another. */
  const moment = (day: number, min: number, max: number) =>
    calendar
      .dayAt(day)
      .plus({ minutes: chance.number.int({ min: min * 60, max: max * 60 }) })
      .toJSDate();
  const deedsFrom = (monday: number, isLast: boolean): PeriodDeed[] => {
    const submitted = {
      act: 'submit' as const,
      at: moment(monday + 4, 18, 20),
    };
    const next = monday + 7 + chance.number.int({ max: 1 });
    const approve = (day: number) => ({
      act: 'approve' as const,
      at: moment(day, 9, 11),
    });
    if (chance.datatype.boolean(0.08)) {
      return [];
    }
    if (isLast) {
      return [submitted];
    }
    if (chance.datatype.boolean(0.92)) {
      return [submitted, approve(next)];
    }
    const reason = chance.helpers.arrayElement(reasons);
    const rejected = {
      act: 'reject' as const,
      at: moment(next, 9, 11),
      reason,
    };
    return chance.datatype.boolean(0.6)
      ? [
          submitted,
          rejected,
          { act: 'submit', at: moment(next + 1, 8, 9) },
          approve(next + 2),
        ]
      : [submitted, rejected];
  };
  const last = person.name === MEMBER ? LEFT_TO_MEMBER + 1 : 1;
  const periods: DemoPeriod[] = [];
  for (let back = WEEKS; back >= last; back -= 1) {
    const monday = calendar.lastMonday - 7 * back;
    const [week, end] = [dateOf(monday), dateOf(monday + 7)];
    const deeds = deedsFrom(monday, back === 1);
    if (dates.some(date => week <= date && date < end)) {
      periods.push({ week, deeds });
    }
  }
  return periods;
}
