import { StateGroup } from '@callboard/plugin-callboard-common';
import { computeProgress } from './buildWorkItem';

const [once, then, now] = ['2026-03-01', '2026-03-02', '2026-03-03'];

/** The state group of an item, when it was started, and when completed. */
type Was = [StateGroup, started_at: string | null, completed_at: string | null];

describe('start and completion times of a work item', () => {
  it.each<
    [
      was: Was | null,
      group: StateGroup,
      completed: string | null,
      ends: [started_at: string | null, completed_at: string | null],
    ]
  >([
    // A new item.
    [null, 'backlog', null, [null, null]],
    [null, 'started', null, [now, null]],
    [null, 'completed', null, [null, now]],
    [null, 'completed', once, [null, once]],
    // The start is set once and stays.
    [['backlog', null, null], 'unstarted', null, [null, null]],
    [['backlog', null, null], 'started', null, [now, null]],
    [['started', then, null], 'started', null, [then, null]],
    [['started', then, null], 'backlog', null, [then, null]],
    [['started', then, null], 'cancelled', null, [then, null]],
    [['backlog', then, null], 'started', null, [then, null]],
    // The item was started before starts were recorded.
    [['started', null, null], 'started', null, [null, null]],
    [['started', null, null], 'completed', null, [null, now]],
    // The item is completed until it is reopened.
    [['started', then, null], 'completed', null, [then, now]],
    [['completed', once, then], 'completed', null, [once, then]],
    [['completed', once, then], 'backlog', null, [once, null]],
    [['completed', null, then], 'started', null, [now, null]],
    // The source sends a completion time.
    [['completed', null, now], 'completed', then, [null, then]],
    [['started', null, null], 'started', once, [null, null]],
    [['started', then, null], 'completed', once, [once, once]],
  ])(
    'maps %j with the new group %s and the source completion %j to %j',
    (was, group, completed, ends) => {
      const before = was && {
        state_group: was[0],
        started_at: was[1],
        completed_at: was[2],
      };
      expect(
        computeProgress(before, { state_group: group }, now, completed),
      ).toEqual({
        started_at: ends[0],
        completed_at: ends[1],
      });
    },
  );
});
