import { isSame } from './isSame';

describe('two values', () => {
  it.each([
    [{ x: 0, y: { a: 1, b: [2] } }, { y: { b: [2], a: 1 }, x: 0 }, true],
    [undefined, null, true],
    [{ x: undefined }, {}, true],
    [{ x: null }, {}, false],
    [{}, undefined, false],
    [[1, 2], [2, 1], false],
  ])('%j and %j say the same: %p', (one, other, expected) => {
    expect(isSame(one, other)).toBe(expected);
  });
});
