import { newWorkItem } from '@callboard/plugin-callboard-react/testUtils';
import { inverseOfBulk } from './inverseOfBulk';

describe('the inverse of a bulk update', () => {
  it('gives each item what it had of what was changed', () => {
    const one = newWorkItem(1, {
      priority: 'low',
      labels: ['a'],
      version: 2,
    });
    const two = newWorkItem(2, {
      priority: 'high',
      labels: [],
      version: 6,
    });
    expect(
      inverseOfBulk(
        [one, two],
        { priority: 'urgent', add_labels: ['b'], remove_labels: ['a'] },
        [
          { id: two.id, version: 7 },
          { id: one.id, version: 3 },
        ],
      ),
    ).toEqual({
      overtaken: 0,
      patches: [
        { id: two.id, version: 7, changes: { priority: 'high', labels: [] } },
        { id: one.id, version: 3, changes: { priority: 'low', labels: ['a'] } },
      ],
    });
  });

  it('leaves out items that did not change, and those that others changed', () => {
    const item = newWorkItem(1, { labels: ['a'], version: 3 });
    const inverse = (version: number) =>
      inverseOfBulk([item], { add_labels: ['b'] }, [{ id: item.id, version }]);
    expect(inverse(3)).toEqual({ patches: [], overtaken: 0 });
    expect(inverse(4).patches).toHaveLength(1);
    expect(inverse(5)).toEqual({ patches: [], overtaken: 1 });
  });
});
