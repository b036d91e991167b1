import { coversEventType } from './eventTypes';

describe('event subscriptions', () => {
  it.each([
    ['*', 'work_item.create', true],
    ['work_item.*', 'work_item.create', true],
    ['work_item.create', 'work_item.create', true],
    ['work_item.create', 'work_item.update', false],
    ['work_item.*', 'work_item_comment.create', false],
    ['work.*', 'work_item.create', false],
  ])('matches %s with %s: %s', (subscription, type, isCovered) => {
    expect(coversEventType([subscription], type)).toBe(isCovered);
  });
});
