import { newWorkItem } from '@callboard/plugin-callboard-react/testUtils';
import { matchesQuery } from './matchesQuery';

const item = newWorkItem(7, {
  title: 'Fix rounding',
  priority: 'high',
  labels: ['bug'],
  target_date: '2026-11-20',
  estimate_points: 10,
});

describe('whether an item is in a filtered list', () => {
  it.each([
    ['nothing in particular', {}],
    ['one of several values', { priority: 'urgent,high' }],
    ['none of something', { assignees: 'none', cycle_id: 'none' }],
    ['a range that it ends', { target_date_from: '2026-11-20' }],
    // As a text, 9 would be more than 10.
    ['a range of numbers', { estimate_points_min: '9' }],
    ['a part of its title', { search: 'ROUND' }],
    ['its identifier', { search: 'pay-7' }],
  ])('is where it asks for %s', (_, query) => {
    expect(matchesQuery(item, query as object)).toBe(true);
  });

  it.each([
    ['other values', { priority: 'low' }],
    ['none of what it has', { labels: 'none' }],
    ['other groups', { state_group: 'completed' }],
    ['a range before it', { target_date_to: '2026-11-19' }],
    ['a range of what it does not have', { start_date_from: '2026-01-01' }],
    ['another title', { search: 'ledger' }],
    ['both what it has and what not', { priority: 'high', labels: 'ui' }],
  ])('is not where it asks for %s', (_, query) => {
    expect(matchesQuery(item, query as object)).toBe(false);
  });
});
