import type { StaffBulkAction } from '@callboard/plugin-callboard-common';
import { actInBatches } from './actInBatches';

const ids = Array.from({ length: 230 }, (_, index) => `id-${index}`);

function act(send: jest.Mock) {
  const progress = jest.fn();
  const action: StaffBulkAction = {
    action: 'status',
    ids,
    employment_status: 'active',
  };
  return { progress, outcome: actInBatches(action, send, progress) };
}

describe('actInBatches', () => {
  it('sends a hundred at once, one step after another, and adds up', async () => {
    let underWay = 0;
    const send = jest.fn(async (batch: StaffBulkAction) => {
      underWay += 1;
      expect(underWay).toBe(1);
      await Promise.resolve();
      underWay -= 1;
      return { changed: batch.ids.length - 1, unchanged: 1 };
    });
    const { progress, outcome } = act(send);
    expect(await outcome).toEqual({
      changed: 227,
      unchanged: 3,
      done: 230,
      total: 230,
      left: [],
    });
    expect(send.mock.calls).toEqual(
      [ids.slice(0, 100), ids.slice(100, 200), ids.slice(200)].map(part => [
        { action: 'status', ids: part, employment_status: 'active' },
      ]),
    );
    expect(progress.mock.calls).toEqual([
      [{ done: 0, total: 230 }],
      [{ done: 100, total: 230 }],
      [{ done: 200, total: 230 }],
    ]);
  });

  it('ends at the first step that fails, and tells who is left', async () => {
    const error = new Error('Too busy');
    const send = jest
      .fn()
      .mockResolvedValueOnce({ changed: 100, unchanged: 0 })
      .mockRejectedValueOnce(error);
    expect(await act(send).outcome).toEqual({
      changed: 100,
      unchanged: 0,
      done: 100,
      total: 230,
      left: ids.slice(100),
      error,
    });
    expect(send).toHaveBeenCalledTimes(2);
  });
});
