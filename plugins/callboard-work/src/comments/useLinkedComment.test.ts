import { act, renderHook } from '@testing-library/react';
import { idOf } from '@callboard/plugin-callboard-react/testUtils';
import { newComment } from '../__testUtils__/fakeComments';
import type { Thread } from './mergeThread';
import { useLinkedComment } from './useLinkedComment';

const NOWHERE = idOf('item', 9_999);

/** A thread of many pages, with a comment on one of them. */
function open(id: string | undefined, pages: number, pageOfComment = 0) {
  const [comment, deleted] = [
    newComment(1),
    newComment(2, { deleted_at: '2026-11-20T10:00:00.000Z' }),
  ];
  const loadEarlier = jest.fn();
  const threadOf = (loaded: number): Thread => ({
    entries:
      loaded > pageOfComment
        ? [comment, deleted].map(said => ({ kind: 'comment', comment: said }))
        : [],
    earlierIn: loaded < pages ? ['comment'] : [],
  });
  const { result, rerender } = renderHook(
    (thread: { data: Thread; isLoadingMore: boolean }) =>
      useLinkedComment(id, { ...thread, hasMoreFailed: false, loadEarlier }),
    { initialProps: { data: threadOf(1), isLoadingMore: false } },
  );
  for (let loaded = 1; loadEarlier.mock.calls.length === loaded; loaded += 1) {
    act(() => rerender({ data: threadOf(loaded), isLoadingMore: true }));
    act(() => rerender({ data: threadOf(loaded + 1), isLoadingMore: false }));
  }
  return { problem: result.current, loads: loadEarlier.mock.calls.length };
}

describe('useLinkedComment', () => {
  it.each([
    ['finds one that is there', newComment(1).id, 20, 0, undefined, 0],
    ['finds one further back', newComment(1).id, 20, 3, undefined, 3],
    ['tells one that was deleted', newComment(2).id, 20, 0, 'deleted', 0],
    ['tells one that is nowhere', NOWHERE, 4, 0, 'missing', 3],
    ['gives up after ten pages', NOWHERE, 50, 0, 'farther', 10],
    ['does not look for what is no id', 'garbage', 20, 0, 'missing', 0],
    ['does nothing without a link', undefined, 20, 0, undefined, 0],
  ])('%s', (_, id, pages, pageOfComment, problem, loads) => {
    expect(open(id, pages, pageOfComment)).toEqual({ problem, loads });
  });
});
