/** Rows of which the first `count` come, the next never; tells when it is left. */
export function stubborn<T>(count: number, row: T) {
  const state = { asked: 0, left: false };
  const rows: AsyncIterable<T> = {
    [Symbol.asyncIterator]: () => ({
      next: async () => {
        state.asked += 1;
        return state.asked <= count
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
