import { WorkItem } from '@callboard/plugin-callboard-common';
import {
  groupBy,
  last,
  map,
  mapValues,
  mean,
  partition,
  sortBy,
  sumBy,
  times,
} from 'lodash';
import { Calendar } from '../Calendar';
import { makeCompany } from '../company/entities';
import { ALEX, DemoPerson, MONA } from '../company/people';
import { createTimesheets } from './seedTime';
import { createAbsences, createWorklogs } from './createWorklogs';

const calendar = new Calendar(new Date('2026-03-18T15:04:05.678Z'), 365);
const { people } = makeCompany({ people: 40 });
const [, mona, max] = people;

describe('createWorklogs', () => {
  const holidays = [{ date_from: '2025-12-25', date_to: '2025-12-26' }];
  const createItem = (id: string, values: Partial<WorkItem> = {}) =>
    ({
      id,
      created_at: '2025-01-01T09:00:00.000Z',
      completed_at: null,
      state_group: 'started',
      ...values,
    } as WorkItem);
  const create = (
    person: DemoPerson = mona,
    index = 1,
    items = ['a', 'b', 'c'].map(id => createItem(id)),
    daysOff = [...holidays, ...createAbsences(person, calendar)],
  ) => createWorklogs(person, index, calendar, daysOff, items);
  /** Minutes by date or by item. */
  const sumMinutes = (
    worklogs: ReturnType<typeof create>,
    getKey: (each: ReturnType<typeof create>[number]) => string,
  ) =>
    mapValues(groupBy(worklogs, getKey), own =>
      sumBy(own, ({ entry }) => entry.duration_minutes),
    );
  const sumDays = (worklogs: ReturnType<typeof create>) =>
    sumMinutes(worklogs, ({ entry }) => entry.logged_at!);

  it('logs time on working days only, and not on days off @full', () => {
    const days = sumDays(create());
    expect(Object.keys(days).length).toBeGreaterThan(200);
    const daysOff = [...holidays, ...createAbsences(mona, calendar)];
    for (const date of Object.keys(days)) {
      expect(new Date(date).getUTCDay() % 6).not.toBe(0);
      for (const { date_from, date_to } of daysOff) {
        expect(date_from <= date && date <= date_to).toBe(false);
      }
    }
  });

  it('logs about eight hours a day, more for a busy person and fewer days for a forgetful one', () => {
    const [typical, forgetful, busy] = [1, 6, 8].map(index =>
      Object.values(sumDays(create(mona, index))),
    );
    expect(mean(typical)).toBeGreaterThan(450);
    expect(mean(typical)).toBeLessThan(490);
    expect(mean(busy)).toBeGreaterThan(580);
    expect(forgetful.length).toBeLessThan(typical.length * 0.7);
  });

  it('sorts worklogs by time, and omits today', () => {
    const moments = create().map(({ at }) => at.getTime());
    expect(sortBy(moments)).toEqual(moments);
    expect(Math.max(...moments)).toBeLessThan(Date.parse('2026-03-18'));
  });

  it('omits the current week for Max', () => {
    const latest = Object.keys(sumDays(create(max)))
      .sort()
      .pop()!;
    expect(latest < '2026-03-16' && latest >= '2026-03-12').toBe(true);
  });

  it('logs time only on items in progress', () => {
    const items = [
      createItem('later', { created_at: '2025-09-01T09:00:00.000Z' }),
      createItem('done', { completed_at: '2025-08-20T09:00:00.000Z' }),
      createItem('waiting', { state_group: 'backlog' }),
    ];
    const worklogs = create(mona, 1, items, []);
    const listDates = (id: string) =>
      worklogs
        .filter(({ workItemId }) => workItemId === id)
        .map(({ entry }) => entry.logged_at!)
        .sort();
    expect(listDates('waiting')).toEqual([]);
    expect(listDates('later')[0] >= '2025-09-01').toBe(true);
    expect(listDates('done').length).toBeGreaterThan(0);
    expect(listDates('done').pop()! <= '2025-08-20').toBe(true);
  });

  it('logs about the estimated time on most items, and twice as much on some', () => {
    const items = times(60, index =>
      createItem(`${index}`, { estimate_time: 480, assignees: [MONA] }),
    );
    const worklogs = create(mona, 1, [...items, createItem('any')]);
    const spent = sumMinutes(worklogs, ({ workItemId }) => workItemId);
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
    person: DemoPerson,
    dates = times(365, day => calendar.getDate(day)),
  ) => createTimesheets(person, ALEX, calendar, dates);
  const endings = people.flatMap(person =>
    create(person).map(({ week, actions }) => ({
      week,
      end: last(actions)?.action,
    })),
  );
  const count = (action: string | undefined) =>
    endings.filter(({ end }) => end === action).length;

  it('creates the last ten weeks, but omits the latest three for Max', () => {
    const weeks = create(mona).map(({ week }) => week);
    expect(weeks).toHaveLength(10);
    expect([weeks[0], weeks[9]]).toEqual(['2026-01-05', '2026-03-09']);
    expect(create(max).map(({ week }) => week)).toEqual(weeks.slice(0, 7));
  });

  it('skips weeks without logged time', () => {
    expect(create(mona, [])).toEqual([]);
    const [only, ...others] = create(mona, [
      '2025-12-01',
      '2026-02-08',
      '2026-03-16',
    ]);
    expect([only.week, others]).toEqual(['2026-02-02', []]);
  });

  it('approves most weeks, rejects some, and leaves some unsubmitted', () => {
    expect(count('approve')).toBeGreaterThan(endings.length * 0.7);
    expect(count('reject')).toBeGreaterThan(3);
    expect(count(undefined)).toBeGreaterThan(endings.length / 50);
    for (const action of ['reject', undefined]) {
      expect(count(action)).toBeLessThan(endings.length / 8);
    }
  });

  it('leaves only the latest week submitted without a decision', () => {
    const [latest, older] = partition(endings, { week: '2026-03-09' });
    const ends = new Set(map(latest, 'end'));
    expect(ends).toEqual(new Set(['submit', undefined]));
    expect(map(older, 'end')).not.toContain('submit');
  });
});
