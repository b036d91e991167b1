import { coversEventType } from './eventTypes';

describe('subscriptions to events', () => {
  it.each([
    ['*', 'work_item.create', true],
    ['work_item.*', 'work_item.create', true],
    ['work_item.create', 'work_item.create', true],
    ['work_item.create', 'work_item.update', false],
    ['work_item.*', 'work_item_comment.create', false],
    ['work.*', 'work_item.create', false],
  ])('%s covers %s: %s', (subscription, type, isCovered) => {
    expect(coversEventType([subscription], type)).toBe(isCovered);
  });
});
