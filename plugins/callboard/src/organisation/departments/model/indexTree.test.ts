import { departmentTree } from '../../../__testUtils__/departmentTree';
import { indexTree } from './indexTree';

describe('indexTree', () => {
  const { entries } = indexTree(
    departmentTree([
      { name: 'A', children: [{ name: 'B', children: [{ name: 'C' }] }] },
      { name: 'D' },
    ]),
  );

  it('holds every department in the order of the tree', () => {
    expect([...entries.keys()]).toEqual(['A', 'B', 'C', 'D']);
  });

  it('knows what is above and beneath each', () => {
    const { path } = entries.get('C')!;
    expect(path.map(({ name }) => name)).toEqual(['A', 'B', 'C']);
    expect(entries.get('A')).toMatchObject({ height: 3, beneath: 2 });
    expect(entries.get('D')).toMatchObject({ height: 1, beneath: 0 });
  });
});
