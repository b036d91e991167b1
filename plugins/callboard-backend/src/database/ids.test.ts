import { newId } from './ids';

describe('ids of one millisecond', () => {
  it('increase, whatever ids of other milliseconds are made in between', () => {
    const ids = Array.from({ length: 50 }, (_, index) => {
      newId(1_000 + index);
      return newId(5_000);
    });
    expect(ids).toEqual([...ids].sort());
    expect(new Set(ids).size).toBe(50);
  });
});
