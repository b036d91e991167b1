import { rangeOf, rangeText } from './Range';
import { workQueryOf } from './workQueryOf';
import type { WorkFilters } from './WorkFilters';

const nothing: WorkFilters = {
  state: [],
  group: [],
  priority: [],
  assignee: [],
  label: [],
  cycle: [],
  module: [],
  due: {},
  start: {},
  points: {},
  time: {},
  search: undefined,
  isOpenOnly: false,
};
const known = {
  me: 'user:default/max.member',
  states: [{ id: 'todo' }, { id: 'done' }],
  labels: [{ id: 'bug' }],
  cycles: [],
  modules: [],
};
const asked = (filters: Partial<WorkFilters>) =>
  workQueryOf({ ...nothing, ...filters }, known);

describe('what a list is asked for', () => {
  it('is nothing in particular without filters', () => {
    expect(asked({})).toEqual({});
  });

  it('is what is open, unless states or their groups are chosen', () => {
    const open = { state_group: 'triage,backlog,unstarted,started' };
    expect(asked({ isOpenOnly: true })).toEqual(open);
    expect(asked({ isOpenOnly: true, state: ['done', 'gone'] })).toEqual({
      state_id: 'done',
    });
    expect(asked({ isOpenOnly: true, group: ['completed'] })).toEqual({
      state_group: 'completed',
    });
    // Of an old address, whose state is no longer there.
    expect(asked({ isOpenOnly: true, state: ['gone'] })).toEqual(open);
  });

  it('has what is set to none, whatever can be none', () => {
    const none = ['none'];
    expect(
      asked({
        priority: none,
        assignee: none,
        label: none,
        cycle: none,
        module: none,
      }),
    ).toEqual({
      priority: 'none',
      assignees: 'none',
      labels: 'none',
      cycle_id: 'none',
      module_id: 'none',
    });
  });

  it('has the ends of ranges, of which one can be open', () => {
    expect(
      asked({
        due: rangeOf('2026-11-01..2026-11-30'),
        start: rangeOf('..2026-11-20'),
        points: rangeOf('0.5..8'),
        time: rangeOf('90..'),
      }),
    ).toEqual({
      target_date_from: '2026-11-01',
      target_date_to: '2026-11-30',
      start_date_to: '2026-11-20',
      estimate_points_min: '0.5',
      estimate_points_max: '8',
      estimate_time_min: '90',
    });
  });

  it('has what has no date, or no estimate', () => {
    const none = rangeOf('none');
    expect(asked({ due: none, start: none, points: none, time: none })).toEqual(
      {
        target_date: 'none',
        start_date: 'none',
        estimate_points: 'none',
        estimate_time: 'none',
      },
    );
  });

  it('leaves out what nobody could mean', () => {
    expect(
      asked({
        label: ['gone'],
        due: rangeOf('2026-11-30..2026-11-01'),
        start: rangeOf('soon..'),
        points: rangeOf('10..9'),
        time: rangeOf('1e9..'),
      }),
    ).toEqual({});
  });

  it.each(['1.5..', '..0.5', '1e2..', '0x10..'])(
    'has whole minutes only, and not %s',
    time => {
      expect(asked({ time: rangeOf(time) })).toEqual({});
    },
  );

  it('is the same after a round through the address', () => {
    expect(rangeText(rangeOf('1..5'))).toBe('1..5');
    expect(rangeText(rangeOf('..5'))).toBe('..5');
    expect(rangeText(rangeOf('none'))).toBe('none');
    expect(rangeText(rangeOf('..'))).toBeUndefined();
  });
});
