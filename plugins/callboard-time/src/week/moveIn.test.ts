import { moveIn, nextDay, previousDay } from './moveIn';

const size = { rows: 3, columns: 8 };
const place = (row: number, column: number) => ({ row, column });

describe('keys in the grid', () => {
  it.each([
    ['ArrowUp', false, place(0, 2)],
    ['ArrowDown', false, place(2, 2)],
    ['ArrowLeft', false, place(1, 1)],
    ['ArrowRight', false, place(1, 3)],
    ['Home', false, place(1, 0)],
    ['End', false, place(1, 7)],
    ['Home', true, place(0, 0)],
    ['End', true, place(2, 7)],
    ['ArrowDown', true, place(2, 2)],
    ['ArrowLeft', true, place(1, 0)],
  ])('%s (far: %s) lead to %j', (key, isFar, goal) => {
    expect(moveIn(key, isFar, place(1, 2), size)).toEqual(goal);
  });

  it('lead not out of it', () => {
    expect(moveIn('ArrowUp', false, place(0, 0), size)).toEqual(place(0, 0));
    expect(moveIn('ArrowRight', false, place(2, 7), size)).toEqual(place(2, 7));
  });

  it.each(['a', 'toString', 'constructor', 'Enter'])('%s lead nowhere', key => {
    expect(moveIn(key, false, place(1, 2), size)).toBeUndefined();
  });

  it('go from the last day to the first of the next row, and back', () => {
    expect(nextDay(place(0, 7), size)).toEqual(place(1, 1));
    expect(previousDay(place(1, 1), size)).toEqual(place(0, 7));
    expect(nextDay(place(0, 0), size)).toEqual(place(0, 1));
    expect(nextDay(place(2, 7), size)).toEqual(place(2, 7));
    expect(previousDay(place(0, 1), size)).toEqual(place(0, 1));
  });
});
