import type { Notification } from '@callboard/plugin-callboard-common';
import { newNotification } from '../__testUtils__/newNotification';
import { NewsCenter } from './NewsCenter';

const MINUTE = 60_000;

/** A center that has seen some, and what it says is new at a minute. */
function centerThatSaw(
  seen: Notification[],
  next_cursor: string | null = null,
) {
  const center = new NewsCenter();
  const take = (
    items: Notification[],
    minute: number,
    cursor: string | null = null,
  ) =>
    center
      .take(
        { items, unread_count: items.length, next_cursor: cursor },
        minute * MINUTE,
      )
      .map(({ title }) => title);
  expect(
    center.take({ items: seen, unread_count: seen.length, next_cursor }, 0),
  ).toEqual([]);
  return take;
}

const [a, b, c, d] = ['a', 'b', 'c', 'd'].map(title =>
  newNotification({ title }),
);

describe('what is new', () => {
  it('is what has come on top, and what was told again', () => {
    const take = centerThatSaw([b, a]);
    expect(take([c, b, a], 1)).toEqual(['c']);
    expect(take([{ ...a, count: 2 }, c, b], 2)).toEqual(['a']);
    expect(take([{ ...a, count: 2 }, c, b], 3)).toEqual([]);
    expect(take([{ ...d, is_read: true }, c, b], 4)).toEqual([]);
  });

  it('is what has been snoozed and comes back', () => {
    const take = centerThatSaw([c, b, a]);
    expect(take([c, a], 1)).toEqual([]);
    expect(take([b, c, a], 61)).toEqual(['b']);
    expect(take([], 62)).toEqual([]);
    expect(take([a], 100)).toEqual(['a']);
  });

  it('is not what is put back, or moves up because others have left', () => {
    const take = centerThatSaw([c, b, a]);
    expect(take([b, a], 1)).toEqual([]);
    expect(take([c, b, a], 1.1)).toEqual([]);
    // Only so many fit.
    expect(take([d, c, b], 2, 'more')).toEqual(['d']);
    expect(take([c, b, a], 60)).toEqual([]);
  });
});
