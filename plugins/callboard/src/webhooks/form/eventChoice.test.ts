import { eventGroupsOf, toggleGroup, toggleType } from './eventChoice';

const [items, labels] = eventGroupsOf([
  'label.create',
  'label.delete',
  'work_item.create',
  'work_item.update',
  'work_item.delete',
]);

describe('the choice of events', () => {
  it('begins with work items', () => {
    expect(items.entityType).toBe('work_item');
    expect(labels.entityType).toBe('label');
  });

  it('names those that are left when one goes out of a whole group', () => {
    expect(
      toggleType(['label.*', 'work_item.*'], items, 'work_item.update'),
    ).toEqual(['label.*', 'work_item.create', 'work_item.delete']);
  });

  it('is the whole group once its last one is chosen', () => {
    expect(toggleType(['label.create'], labels, 'label.delete')).toEqual([
      'label.*',
    ]);
  });

  it('takes a group in and out, and leaves the others', () => {
    const chosen = toggleGroup(['work_item.create', 'label.delete'], labels);
    expect(chosen).toEqual(['work_item.create', 'label.*']);
    expect(toggleGroup(chosen, labels)).toEqual(['work_item.create']);
  });
});
