/** Rows of which the first `count` come, the next never; tells when it is left. */
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
