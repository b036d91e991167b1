import { WorkItem } from '@callboard/plugin-callboard-common';
import { groupBy, map, mapValues, mean, sumBy, times, uniq } from 'lodash';
import { BROWSER_ACTIONS } from './__testUtils__/browserActions';
import { createEvents } from './activity/createEvents';
import { Calendar } from './Calendar';
import { ALEX_REF, Employee, makePeople, MONA_REF } from './company/people';
import { DEFAULT_SETTINGS } from './DemoService';
import { createAbsences, createWorklogs } from './time/createWorklogs';
import { createTimesheets } from './time/seedTime';
import { projects } from './work/projects';

const now = new Date('2026-03-18T15:04:05.678Z');
const calendar = new Calendar(now, DEFAULT_SETTINGS.days);
const people = makePeople(DEFAULT_SETTINGS.people);
const [, mona, max] = people;

it('plans 3 000 items, one of them an example', () => {
  const count = sumBy(projects, ({ items, issues }) => items + issues);
  expect(count + 1).toBe(3_000);
});

describe('createEvents', () => {
  const events = people.flatMap(person => createEvents(person, calendar));

  it('creates 12 000 to 22 000 events of five kinds, mostly in working hours', () => {
    expect(events.length).toBeGreaterThan(12_000);
    expect(events.length).toBeLessThan(22_000);
    const kinds = uniq(events.map(({ event }) => event.action));
    expect(kinds.sort()).toEqual([...BROWSER_ACTIONS, 'create'].sort());
    const onWeekends = events.filter(({ at }) => at.getUTCDay() % 6 === 0);
    expect(onWeekends.length).toBeLessThan(events.length / 20);
    const atNight = events.filter(({ at }) => at.getUTCHours() < 5);
    expect(atNight.length).toBeLessThan(events.length / 20);
  });

  it('creates events of a person only between joining and leaving', () => {
    const getMoment = (fraction: number, hour: number) =>
      calendar.getWorkingMoment(fraction * calendar.length, hour).getTime();
    for (const { ref, joinFraction, leaveFraction } of people) {
      const own = events.filter(({ user_ref }) => user_ref === ref);
      const moments = own.map(({ at }) => at.getTime());
      expect(Math.min(...moments)).toBeGreaterThan(getMoment(joinFraction, 5));
      const left = leaveFraction
        ? getMoment(leaveFraction, 17.5)
        : now.getTime();
      expect(Math.max(...moments)).toBeLessThan(left);
    }
  });
});

describe('createWorklogs', () => {
  const daysOff = [
    { date_from: '2025-12-25', date_to: '2025-12-26' },
    ...createAbsences(mona, calendar),
  ];
  const createItem = (id: string, values: Partial<WorkItem> = {}) =>
    ({
      id,
      created_at: '2025-01-01T09:00:00.000Z',
      completed_at: null,
      state_group: 'started',
      ...values,
    } as WorkItem);
  const create = (
    person: Employee = mona,
    index = 1,
    items = ['a', 'b', 'c'].map(id => createItem(id)),
  ) =>
    createWorklogs(person, index, calendar, daysOff, items).map(
      ({ at, workItemId, entry }) => ({ at, workItemId, ...entry }),
    );
  const sumMinutes = (
    worklogs: ReturnType<typeof create>,
    key: 'logged_at' | 'workItemId',
  ) => mapValues(groupBy(worklogs, key), own => sumBy(own, 'duration_minutes'));

  it('logs time on working days only, and not on days off @full', () => {
    const days = Object.keys(sumMinutes(create(), 'logged_at'));
    expect(days.length).toBeGreaterThan(200);
    for (const date of days) {
      expect(new Date(date).getUTCDay() % 6).not.toBe(0);
      for (const { date_from, date_to } of daysOff) {
        expect(date_from <= date && date <= date_to).toBe(false);
      }
    }
  });

  it('logs about eight hours a day, more for a busy person and fewer days for a forgetful one', () => {
    const [typical, forgetful, busy] = [1, 6, 8].map(index =>
      Object.values(sumMinutes(create(mona, index), 'logged_at')),
    );
    expect(mean(typical)).toBeGreaterThan(450);
    expect(mean(typical)).toBeLessThan(490);
    expect(mean(busy)).toBeGreaterThan(580);
    expect(forgetful.length).toBeLessThan(typical.length * 0.7);
  });

  it.each([
    ['today', mona, '2026-03-17'],
    ['the current week for Max', max, '2026-03-15'],
  ])('sorts worklogs by time, and omits %s', (_, person, latest) => {
    const worklogs = create(person);
    const moments = map(worklogs, 'at').map(Number);
    expect([...moments].sort((a, b) => a - b)).toEqual(moments);
    const end = worklogs.at(-1)!.logged_at!;
    expect(end >= '2026-03-12' && end <= latest).toBe(true);
  });

  it('logs time only on items in progress', () => {
    const worklogs = create(mona, 1, [
      createItem('later', { created_at: '2025-09-01T09:00:00.000Z' }),
      createItem('done', { completed_at: '2025-08-20T09:00:00.000Z' }),
      createItem('waiting', { state_group: 'backlog' }),
    ]);
    const { waiting, later, done } = groupBy(worklogs, 'workItemId');
    expect(waiting).toBeUndefined();
    expect(later[0].logged_at! >= '2025-09-01').toBe(true);
    expect(done.at(-1)!.logged_at! <= '2025-08-20').toBe(true);
  });

  it('logs about the estimated time on most items, and twice as much on some', () => {
    const items = times(60, index =>
      createItem(`${index}`, { estimate_time: 480, assignees: [MONA_REF] }),
    );
    const worklogs = create(mona, 1, [...items, createItem('any')]);
    const spent = sumMinutes(worklogs, 'workItemId');
    const ratios = items.map(({ id }) => (spent[id] ?? 0) / 480);
    const below = ratios.filter(ratio => ratio <= 1.03);
    expect(below.length).toBeGreaterThan(ratios.length / 2);
    expect(Math.min(...ratios)).toBeGreaterThan(0.5);
    const far = ratios.filter(ratio => ratio > 1.9);
    expect(far.length).toBeGreaterThan(0);
    expect(far.length).toBeLessThan(ratios.length / 4);
  });
});

describe('createTimesheets', () => {
  /** Creates the weeks of a person, by default of one who has logged every day. */
  const create = (
    person: Employee,
    dates = times(365, day => calendar.getDate(day)),
  ) =>
    createTimesheets(person, ALEX_REF, calendar, dates).map(
      ({ week, actions }) => ({ week, end: actions.at(-1)?.action }),
    );
  const weeks = people.flatMap(person => create(person));

  it('creates the last ten weeks with logged time, but omits the latest three for Max', () => {
    const all = map(create(mona), 'week');
    expect(all).toHaveLength(10);
    expect([all[0], all[9]]).toEqual(['2026-01-05', '2026-03-09']);
    expect(map(create(max), 'week')).toEqual(all.slice(0, 7));
    const some = create(mona, ['2025-12-01', '2026-02-08', '2026-03-16']);
    expect(map(some, 'week')).toEqual(['2026-02-02']);
  });

  it('approves most weeks, rejects some, and leaves some unsubmitted', () => {
    const { approve, reject, ...others } = groupBy(weeks, 'end');
    expect(approve.length).toBeGreaterThan(weeks.length * 0.7);
    for (const some of [reject, others.undefined]) {
      expect(some.length).toBeGreaterThan(weeks.length / 50);
      expect(some.length).toBeLessThan(weeks.length / 8);
    }
  });

  it('leaves only the latest week submitted without a decision', () => {
    const { '2026-03-09': latest, ...older } = mapValues(
      groupBy(weeks, 'week'),
      all => map(all, 'end'),
    );
    expect(new Set(latest)).toEqual(new Set(['submit', undefined]));
    expect(Object.values(older).flat()).not.toContain('submit');
  });
});
