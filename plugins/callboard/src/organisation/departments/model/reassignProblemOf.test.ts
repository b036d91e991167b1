import { departmentTree } from '../../../__testUtils__/departmentTree';
import { indexTree } from './indexTree';
import { reassignProblemOf } from './reassignProblemOf';

/** A chain of departments, one beneath the other. */
const chain = (prefix: string, length: number, at = 1): never =>
  ({
    name: `${prefix}${at}`,
    children: at < length ? [chain(prefix, length, at + 1)] : [],
  } as never);

const index = indexTree(departmentTree([chain('a', 5), chain('b', 3)]));

describe('reassignProblemOf', () => {
  it.each([
    ['b1', 'a1', undefined],
    ['b1', 'a4', undefined],
    ['b1', 'a5', 'deep'],
    ['b3', 'a5', undefined],
    ['b1', 'b1', 'inside'],
    ['b1', 'b3', 'inside'],
    ['b2', 'b1', undefined],
  ])('says of what is in %j to %j: %j', (id, heir, problem) => {
    expect(reassignProblemOf(index, id, heir)).toBe(problem);
  });
});
