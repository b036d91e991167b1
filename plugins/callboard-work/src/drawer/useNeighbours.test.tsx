import { act, renderHook } from '@testing-library/react';
import type { ItemSequence } from './ItemSequence';
import { useNeighbours } from './useNeighbours';

const itemsOf = (ids: string) =>
  [...ids].map(id => ({ id, project_id: 'project' }));

function walk(id: string, sequence: ItemSequence | undefined) {
  const open = jest.fn();
  const hook = renderHook(
    (now: { id: string; sequence: ItemSequence | undefined }) =>
      useNeighbours(now.id, now.sequence, open),
    { initialProps: { id, sequence } },
  );
  return { ...hook, open };
}

describe('the neighbours of an open item', () => {
  it('are those before and after it, and none at the ends', () => {
    const { result, open, rerender } = walk('b', { items: itemsOf('abc') });
    act(() => result.current.previous?.());
    act(() => result.current.next?.());
    expect(open.mock.calls).toEqual([['a'], ['c']]);
    rerender({ id: 'a', sequence: { items: itemsOf('abc') } });
    expect(result.current.previous).toBeUndefined();
    rerender({ id: 'c', sequence: { items: itemsOf('abc') } });
    expect(result.current.next).toBeUndefined();
  });

  it('stay the same when it leaves the list', () => {
    const { result, open, rerender } = walk('b', { items: itemsOf('abc') });
    rerender({ id: 'b', sequence: { items: itemsOf('ac') } });
    act(() => result.current.previous?.());
    act(() => result.current.next?.());
    expect(open.mock.calls).toEqual([['a'], ['c']]);
  });

  it('go on with what is not loaded yet', () => {
    const loadMore = jest.fn();
    const { result, open, rerender } = walk('b', {
      items: itemsOf('ab'),
      loadMore,
    });
    act(() => result.current.next?.());
    expect(loadMore).toHaveBeenCalledTimes(1);
    expect(open).not.toHaveBeenCalled();
    rerender({ id: 'b', sequence: { items: itemsOf('abcd') } });
    expect(open.mock.calls).toEqual([['c']]);
  });

  it('are unknown for one that was opened by its address', () => {
    const { result } = walk('z', { items: itemsOf('abc'), loadMore: () => {} });
    expect(result.current).toEqual({ previous: undefined, next: undefined });
    expect(walk('z', undefined).result.current.next).toBeUndefined();
  });
});
