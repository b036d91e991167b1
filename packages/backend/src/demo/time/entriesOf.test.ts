import { WorkItem } from '@callboard/plugin-callboard-common';
import { makeDemoWorld } from '../world/DemoWorld';
import { Calendar } from '../year/Calendar';
import { makeTenures } from '../year/tenures';
import { absencesOf } from './absencesOf';
import { entriesOf } from './entriesOf';
import { timeHabits } from './timeHabits';

const calendar = new Calendar(new Date('2026-03-18T15:00:00Z'), 365);
const tenures = makeTenures(makeDemoWorld({ people: 40 }).people);
const [, mona, max] = tenures;

const item = (id: string, values: Partial<WorkItem> = {}) =>
  ({
    id,
    created_at: '2025-01-01T09:00:00.000Z',
    completed_at: null,
    state_group: 'started',
    ...values,
  } as WorkItem);

const yearOf = (
  tenure = mona,
  {
    items = [item('a'), item('b'), item('c')],
    habits = timeHabits(1),
    absences = absencesOf(tenure, calendar),
  } = {},
) =>
  entriesOf({
    tenure,
    habits,
    calendar,
    holidays: new Set(['2025-12-25', '2025-12-26']),
    absences,
    items,
  });

const daysOf = (entries: ReturnType<typeof yearOf>) => {
  const days = new Map<string, number>();
  for (const { entry } of entries) {
    const { logged_at, duration_minutes } = entry;
    days.set(logged_at!, (days.get(logged_at!) ?? 0) + duration_minutes);
  }
  return days;
};

describe('the time of a year', () => {
  it('is the same again', () => {
    expect(yearOf()).toEqual(yearOf());
  });

  it('is logged on working days alone, and not on days off', () => {
    const days = daysOf(yearOf());
    expect(days.size).toBeGreaterThan(200);
    for (const date of days.keys()) {
      expect(new Date(date).getUTCDay() % 6).not.toBe(0);
      expect(['2025-12-25', '2025-12-26']).not.toContain(date);
      for (const { date_from, date_to } of absencesOf(mona, calendar)) {
        expect(date_from <= date && date <= date_to).toBe(false);
      }
    }
  });

  it('is about a working day each, but for one who logs too much and one who forgets', () => {
    const mean = (entries: ReturnType<typeof yearOf>) => {
      const minutes = [...daysOf(entries).values()];
      return minutes.reduce((sum, each) => sum + each, 0) / minutes.length;
    };
    expect(mean(yearOf())).toBeGreaterThan(450);
    expect(mean(yearOf())).toBeLessThan(490);
    expect(mean(yearOf(mona, { habits: timeHabits(8) }))).toBeGreaterThan(580);
    const forgetful = daysOf(yearOf(mona, { habits: timeHabits(6) }));
    expect(forgetful.size).toBeLessThan(daysOf(yearOf()).size * 0.7);
  });

  it('is in order of time, and never of today', () => {
    const times = yearOf().map(({ at }) => at.getTime());
    expect([...times].sort((one, other) => one - other)).toEqual(times);
    expect(Math.max(...times)).toBeLessThan(Date.parse('2026-03-18'));
  });

  it('leaves this week to the member to fill', () => {
    const last = [...daysOf(yearOf(max)).keys()].sort().pop()!;
    expect(last < '2026-03-16').toBe(true);
    expect(last >= '2026-03-12').toBe(true);
  });

  it('is on items that were being worked on', () => {
    const entries = yearOf(mona, {
      items: [
        item('later', { created_at: '2025-09-01T09:00:00.000Z' }),
        item('done', { completed_at: '2025-08-20T09:00:00.000Z' }),
        item('waiting', { state_group: 'backlog' }),
      ],
      absences: [],
    });
    const datesOf = (id: string) =>
      entries
        .filter(({ workItemId }) => workItemId === id)
        .map(({ entry }) => entry.logged_at!)
        .sort();
    expect(datesOf('waiting')).toEqual([]);
    expect(datesOf('later')[0] >= '2025-09-01').toBe(true);
    expect(datesOf('done').pop()! <= '2025-08-20').toBe(true);
    expect(datesOf('done').length).toBeGreaterThan(0);
  });

  it('keeps to estimates, as wrong as these are', () => {
    const items = Array.from({ length: 60 }, (_, index) =>
      item(`estimated-${index}`, {
        estimate_time: 480,
        assignees: ['user:default/mona.manager'],
      }),
    );
    const spent = new Map<string, number>();
    const entries = yearOf(mona, { items: [...items, item('any')] });
    for (const { workItemId, entry } of entries) {
      const before = spent.get(workItemId) ?? 0;
      spent.set(workItemId, before + entry.duration_minutes);
    }
    const ratios = items.map(({ id }) => (spent.get(id) ?? 0) / 480);
    const below = ratios.filter(ratio => ratio <= 1.03);
    expect(below.length).toBeGreaterThan(ratios.length / 2);
    expect(Math.min(...ratios)).toBeGreaterThan(0.5);
    const far = ratios.filter(ratio => ratio > 1.9);
    expect(far.length).toBeGreaterThan(0);
    expect(far.length).toBeLessThan(ratios.length / 4);
  });
});
