import { staffIdOf } from './staffIdOf';

describe('staffIdOf', () => {
  it.each([
    ['jane.doe', 8, [], 'JANEDOE'],
    ['maximilian', 8, [], 'MAXIMILI'],
    ['maximilian', 8, ['MAXIMILI', 'MAXIMIL2'], 'MAXIMIL3'],
    ['_', 8, [], 'U'],
    ['jane', 1, ['J', '2'], '3'],
    ['jane', 1, ['J', '2', '3', '4', '5', '6', '7', '8', '9'], undefined],
  ])('%s in %d characters beside %j: %s', (name, length, taken, id) => {
    expect(staffIdOf(name, length, other => taken.includes(other))).toBe(id);
  });
});
