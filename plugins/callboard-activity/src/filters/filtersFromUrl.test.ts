import type { ActivityFilters } from './ActivityFilters';
import { filtersFromUrl } from './filtersFromUrl';
import { filtersToUrl } from './filtersToUrl';

const back = (filters: ActivityFilters) =>
  filtersFromUrl(filtersToUrl(filters, 'last_7_days'), 'last_7_days');

describe('filters in the address', () => {
  it.each<[string, ActivityFilters]>([
    ['nothing', { range: { preset: 'last_7_days' } }],
    ['a preset', { range: { preset: 'this_month' } }],
    [
      'everything',
      {
        user_id: 'user:default/max.member',
        action: 'update',
        entity_type: 'component',
        entity_id: 'component:default/shop',
        q: 'a & b',
        views: 'false',
        workspace_id: '01900000-0000-7000-8000-000000000001',
        range: { preset: 'custom', start: '2026-01-01', end: '2026-01-31' },
      },
    ],
  ])('come back as they were: %s', (_, filters) => {
    expect(back(filters)).toEqual(filters);
  });

  it('leave no trace of what is the default', () => {
    const url = filtersToUrl(
      { q: '  ', range: { preset: 'last_7_days' } },
      'last_7_days',
    );
    expect(Object.values(url).filter(Boolean)).toEqual([]);
  });

  it('pass over a search that is too short or too long', () => {
    for (const q of ['a', 'a'.repeat(201)]) {
      expect(filtersFromUrl({ q }, 'last_7_days')).toEqual({
        range: { preset: 'last_7_days' },
      });
    }
  });

  it.each([
    { range: 'last_century' },
    { range: 'custom' },
    { range: 'custom', start: '2026-02-30', end: '2026-03-01' },
    { range: 'custom', start: '2026-03-02', end: '2026-03-01' },
    { range: 'custom', start: 'x', end: '2026-03-01' },
  ])('fall back to the default range: %j', url => {
    expect(filtersFromUrl(url, 'last_30_days')).toEqual({
      range: { preset: 'last_30_days' },
    });
  });
});
