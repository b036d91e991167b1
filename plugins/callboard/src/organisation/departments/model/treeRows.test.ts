import { departmentTree } from '../../../__testUtils__/departmentTree';
import { indexTree } from './indexTree';
import { treeRows } from './treeRows';

const index = indexTree(
  departmentTree([
    { name: 'A', children: [{ name: 'B', children: [{ name: 'C' }] }] },
    { name: 'D' },
  ]),
);

describe('treeRows', () => {
  it('shows what is expanded', () => {
    const rows = treeRows(index, id => id === 'A');
    expect(rows.map(({ id, isExpanded }) => [id, isExpanded])).toEqual([
      ['A', true],
      ['B', false],
      ['D', undefined],
    ]);
    expect(rows[2]).toMatchObject({ position: 2, siblings: 2 });
  });

  it('shows only what a search kept, all of it open', () => {
    const rows = treeRows(index, () => false, new Set(['A', 'B']));
    expect(rows.map(({ id, isExpanded }) => [id, isExpanded])).toEqual([
      ['A', true],
      ['B', undefined],
    ]);
  });
});
