/**
 * Creates rows of which the first `count` arrive, and the next never does; `state` shows whether
 * the iteration has ended.
 *
 * @param onHang - called once the reader waits for the next row
 */
export function createHangingRows<T>(
  count: number,
  row: T,
  onHang: () => void,
) {
  const state = { reads: 0, hasEnded: false };
  const rows: AsyncIterable<T> = {
    [Symbol.asyncIterator]: () => ({
      next: async () => {
        state.reads += 1;
        if (state.reads <= count) {
          return { done: false, value: row };
        }
        setImmediate(onHang);
        return new Promise<never>(() => {});
      },
      return: async () => {
        state.hasEnded = true;
        return { done: true, value: undefined };
      },
    }),
  };
  return { rows, state };
}
