import { Calendar } from '../Calendar';
import { DemoPerson, MAX } from '../company/people';
import { createRandom } from '../company/random';

/** The number of weeks for which people have submitted their time. */
const WEEKS = 10;

/** The number of latest weeks that Max submits himself. */
const LEFT_TO_MAX = 3;

/** What a person, or their approver, does to a week. */
export type TimesheetAction = { at: Date } & (
  | { action: 'submit' }
  | { action: 'approve' }
  | { action: 'reject'; reason: string }
);

/** A week of somebody, and what happens to it. */
export interface Timesheet {
  /** Its Monday, `YYYY-MM-DD`. */
  week: string;
  /** In order of time. */
  actions: TimesheetAction[];
}

const reasons = [
  'Is Friday complete? It looks short.',
  'Please say what the support was about.',
  'Please split the meetings by item.',
  'Some of this was for Returns. Please move it there.',
  'You were at the conference on Thursday, were you not?',
];

/**
 * Creates what happened to the weeks in which somebody logged time. Most are approved
 * soon, a few are rejected first, some are forgotten; the latest is submitted.
 *
 * @param dates - of their worklogs, `YYYY-MM-DD`
 */
export function createTimesheets(
  { name, ref }: DemoPerson,
  calendar: Calendar,
  dates: readonly string[],
): Timesheet[] {
  const random = createRandom(`periods of ${name}`);
  const drawMoment = (day: number, [min, max]: [number, number]) =>
    calendar
      .getDay(day)
      .plus({ minutes: random.number.int({ min: min * 60, max: max * 60 }) })
      .toJSDate();
  const submit = (day: number, hours: [number, number]) => ({
    action: 'submit' as const,
    at: drawMoment(day, hours),
  });
  const approve = (day: number) => ({
    action: 'approve' as const,
    at: drawMoment(day, [9, 11]),
  });
  const draw = (monday: number, isLatest: boolean): TimesheetAction[] => {
    const submitted = submit(monday + 4, [18, 20]);
    const next = monday + 7 + random.number.int({ max: 1 });
    if (random.datatype.boolean(0.08)) {
      return [];
    }
    if (isLatest) {
      return [submitted];
    }
    if (random.datatype.boolean(0.92)) {
      return [submitted, approve(next)];
    }
    const reason = random.helpers.arrayElement(reasons);
    const at = drawMoment(next, [9, 11]);
    const rejected = { action: 'reject' as const, at, reason };
    return random.datatype.boolean(0.6)
      ? [submitted, rejected, submit(next + 1, [8, 9]), approve(next + 2)]
      : [submitted, rejected];
  };
  const latest = ref === MAX ? LEFT_TO_MAX + 1 : 1;
  const timesheets: Timesheet[] = [];
  for (let back = WEEKS; back >= latest; back -= 1) {
    const monday = calendar.lastMonday - 7 * back;
    const week = calendar.getDate(monday);
    const end = calendar.getDate(monday + 7);
    const actions = draw(monday, back === 1);
    if (dates.some(date => week <= date && date < end)) {
      timesheets.push({ week, actions });
    }
  }
  return timesheets;
}
