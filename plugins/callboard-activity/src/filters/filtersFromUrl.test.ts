import type { ActivityFilters } from './ActivityFilters';
import { filtersFromUrl } from './filtersFromUrl';
import { filtersToUrl } from './filtersToUrl';
import { rangeOf } from './rangeOf';
import type { ViewDefaults } from './ViewDefaults';

const defaults: ViewDefaults = { range: 'last_7_days' };

const back = (filters: ActivityFilters) =>
  filtersFromUrl(filtersToUrl(filters, defaults), defaults);

describe('filters in the address', () => {
  it.each<[string, ActivityFilters]>([
    ['nothing', {}],
    [
      'a search of the last days',
      { q: 'PAY-311', range: { preset: 'last_7_days' } },
    ],
    ['a search of all time', { q: 'PAY-311', range: { preset: 'all_time' } }],
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
      { q: '  ', views: 'true', range: { preset: 'last_7_days' } },
      defaults,
    );
    expect(Object.values(url).filter(Boolean)).toEqual([]);
  });

  it('show what was looked at where the view hides it', () => {
    const hiding: ViewDefaults = { range: 'all_time', hidesViews: true };
    expect(filtersToUrl({ views: 'true' }, hiding).views).toBe('true');
    expect(filtersToUrl({ views: 'false' }, hiding).views).toBeUndefined();
    expect(filtersFromUrl({ views: 'true' }, hiding)).toEqual({
      views: 'true',
    });
    expect(filtersFromUrl({ views: 'false' }, hiding)).toEqual({});
  });

  it('pass over a search that is too short or too long', () => {
    for (const q of ['a', 'a'.repeat(201)]) {
      expect(filtersFromUrl({ q }, defaults)).toEqual({});
    }
  });

  it.each([
    { range: 'last_century' },
    { range: 'custom' },
    { range: 'custom', start: '2026-02-30', end: '2026-03-01' },
    { range: 'custom', start: '2026-03-02', end: '2026-03-01' },
    { range: 'custom', start: 'x', end: '2026-03-01' },
  ])('fall back to the default range: %j', url => {
    expect(filtersFromUrl(url, { range: 'last_30_days' })).toEqual({});
  });

  it.each<[string, ActivityFilters, string]>([
    ['nothing', {}, 'last_7_days'],
    ['a person', { user_id: 'user:default/max.member' }, 'last_7_days'],
    ['a text', { q: 'PAY-311' }, 'all_time'],
    ['blanks', { q: '  ' }, 'last_7_days'],
    ['one entity', { entity_id: 'component:default/shop' }, 'all_time'],
  ])('imply how far back a search for %s goes', (_, filters, preset) => {
    expect(rangeOf(filters, 'last_7_days')).toEqual({ preset });
    expect(
      rangeOf({ ...filters, range: { preset: 'today' } }, 'last_7_days'),
    ).toEqual({ preset: 'today' });
  });
});
