import { coversEventType } from './eventTypes';

describe('coversEventType', () => {
  it.each([
    ['*', 'work_item.create', true],
    ['work_item.*', 'work_item.create', true],
    ['work_item.create', 'work_item.create', true],
    ['work_item.create', 'work_item.update', false],
    ['work_item.*', 'work_item_comment.create', false],
    ['work.*', 'work_item.create', false],
  ])(
    'returns for the subscription %s and the event type %s: %s',
    (subscription, type, isCovered) => {
      expect(coversEventType([subscription], type)).toBe(isCovered);
    },
  );
});
