import { QueryClient } from '@tanstack/react-query';
import { ownChanges } from './ownChanges';

describe('ownChanges', () => {
  afterEach(() => jest.useRealTimers());

  it('takes one signal for each change, and no more', () => {
    const own = ownChanges(new QueryClient());
    own.note('a');
    own.note('a');
    expect([own.takes('a'), own.takes('a'), own.takes('a')]).toEqual([
      true,
      true,
      false,
    ]);
    expect(own.takes('b')).toBe(false);
  });

  it('waits for a signal only so long, and not for what was refused', () => {
    jest.useFakeTimers();
    const own = ownChanges(new QueryClient());
    own.note('a');
    own.note('b');
    own.forget('b');
    expect(own.takes('b')).toBe(false);
    jest.advanceTimersByTime(6_000);
    expect(own.takes('a')).toBe(false);
  });
});
