import type {
  Activity,
  WorkItemComment,
} from '@callboard/plugin-callboard-common';
import { mergeThread } from './mergeThread';

const comments = (...times: string[]) =>
  times.map(created_at => ({ created_at })) as WorkItemComment[];
const changes = (...times: string[]) =>
  times.map(created_at => ({ created_at })) as Activity[];

const words = ({ entries }: ReturnType<typeof mergeThread>) =>
  entries.map(entry =>
    entry.kind === 'comment'
      ? `said ${entry.comment.created_at}`
      : `did ${entry.activity.created_at}`,
  );

describe('mergeThread', () => {
  it('puts comments between changes, oldest first', () => {
    const thread = mergeThread(
      { items: comments('4', '2'), hasMore: false },
      { items: changes('5', '3', '1'), hasMore: false },
    );
    expect(words(thread)).toEqual([
      'did 1',
      'said 2',
      'did 3',
      'said 4',
      'did 5',
    ]);
    expect(thread.earlierIn).toEqual([]);
  });

  it('shows nothing beyond a gap, and says where to go on', () => {
    const thread = mergeThread(
      { items: comments('9', '1'), hasMore: true },
      { items: changes('8', '7'), hasMore: true },
    );
    expect(words(thread)).toEqual(['did 7', 'did 8', 'said 9']);
    expect(thread.earlierIn).toEqual(['change']);
  });
});
