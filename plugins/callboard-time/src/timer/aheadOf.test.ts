import { aheadOf } from './aheadOf';

const NOON = Date.parse('2026-11-18T12:00:00.000Z');
const noon = 'Wed, 18 Nov 2026 12:00:00 GMT';

describe('how far the server is ahead', () => {
  it.each([
    ['the same second', NOON + 100, NOON + 300, 0],
    ['a slow answer', NOON - 4_000, NOON + 100, 0],
    ['a clock an hour behind', NOON - 3_600_000, NOON - 3_600_000, 3_600_500],
    ['a clock two minutes ahead', NOON + 120_000, NOON + 120_200, -119_600],
  ])('by %s', (_, sent, received, ahead) => {
    expect(aheadOf(noon, sent, received)).toBe(ahead);
  });

  it.each([null, '', 'soon'])('is nothing by %p', date => {
    expect(aheadOf(date, NOON, NOON)).toBe(0);
  });
});
