import { departmentTree } from '../../../__testUtils__/departmentTree';
import { indexTree } from './indexTree';
import { moveProblemOf } from './moveProblemOf';

const index = indexTree(
  departmentTree([
    {
      name: '1',
      children: [
        {
          name: '2',
          children: [
            {
              name: '3',
              children: [
                {
                  name: '4',
                  children: [{ name: '5', children: [{ name: '6' }] }],
                },
              ],
            },
          ],
        },
      ],
    },
    { name: 'A', children: [{ name: 'B' }] },
  ]),
);

describe('moveProblemOf', () => {
  it.each([
    ['A', '4', undefined],
    ['A', '5', 'deep'],
    ['B', '5', undefined],
    ['B', '6', 'deep'],
    ['B', 'A', 'here'],
    ['A', null, 'here'],
    ['B', null, undefined],
    ['1', '3', 'inside'],
    ['1', '1', 'inside'],
    ['1', null, 'here'],
    ['1', 'gone', 'here'],
    ['2', 'B', 'deep'],
    ['2', 'A', undefined],
  ])('says of %j to %j: %j', (id, parentId, problem) => {
    expect(moveProblemOf(index, id, parentId)).toBe(problem);
  });
});
