import { sortOrderAt, STEP } from './sortOrderAt';

const cards = [10, 20, 40].map(sort_order => ({ sort_order }));

describe('sortOrderAt', () => {
  it.each([
    [0, 10 - STEP],
    [1, 15],
    [2, 30],
    [3, 40 + STEP],
  ])('puts a card at place %i between its neighbours', (place, order) => {
    expect(sortOrderAt(cards, place)).toBe(order);
  });

  it('begins somewhere in an empty column', () => {
    expect(sortOrderAt([], 0)).toBe(STEP);
  });
});
