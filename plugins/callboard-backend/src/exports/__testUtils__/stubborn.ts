/**
 * Rows of which the first `count` arrive and the next never does; `state` tells whether iteration has
 * ended.
 */
export function createHangingRows<T>(count: number, row: T) {
  const state = { reads: 0, hasEnded: false };
  const rows: AsyncIterable<T> = {
    [Symbol.asyncIterator]: () => ({
      next: async () => {
        state.reads += 1;
        return state.reads <= count
          ? { done: false, value: row }
          : new Promise<never>(() => {});
      },
      return: async () => {
        state.hasEnded = true;
        return { done: true, value: undefined };
      },
    }),
  };
  return { rows, state };
}
