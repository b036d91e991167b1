import { inBatches } from './inBatches';

const ids = Array.from({ length: 230 }, (_, index) => `id-${index}`);

describe('inBatches', () => {
  it('sends a hundred at once, one step after another', async () => {
    let underWay = 0;
    const send = jest.fn(async (batch: string[]) => {
      underWay += 1;
      expect(underWay).toBe(1);
      await Promise.resolve();
      underWay -= 1;
      return { changed: batch.length - 1 };
    });
    const progress = jest.fn();
    expect(await inBatches(ids, send, progress)).toEqual({
      answers: [{ changed: 99 }, { changed: 99 }, { changed: 29 }],
      left: [],
    });
    expect(send.mock.calls).toEqual([
      [ids.slice(0, 100)],
      [ids.slice(100, 200)],
      [ids.slice(200)],
    ]);
    expect(progress.mock.calls).toEqual([[0], [100], [200]]);
  });

  it('ends at the first step that fails, and tells what is left', async () => {
    const error = new Error('Too busy');
    const send = jest
      .fn()
      .mockResolvedValueOnce({ changed: 100 })
      .mockRejectedValueOnce(error);
    expect(await inBatches(ids, send, () => {})).toEqual({
      answers: [{ changed: 100 }],
      left: ids.slice(100),
      error,
    });
    expect(send).toHaveBeenCalledTimes(2);
  });
});
