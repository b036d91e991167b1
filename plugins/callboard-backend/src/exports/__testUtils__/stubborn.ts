/** Rows of which the first `count` arrive and the next never does; reports when iteration is ended. */
export function stubborn<T>(count: number, row: T) {
  const state = { reads: 0, left: false };
  const rows: AsyncIterable<T> = {
    [Symbol.asyncIterator]: () => ({
      next: async () => {
        state.reads += 1;
        return state.reads <= count
          ? { done: false, value: row }
          : new Promise<never>(() => {});
      },
      return: async () => {
        state.left = true;
        return { done: true, value: undefined };
      },
    }),
  };
  return { rows, state };
}
