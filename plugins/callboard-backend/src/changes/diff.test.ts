import { diff, redactFields } from './ResourceChange';

describe('diff', () => {
  it('lists only the fields that differ', () => {
    expect(
      diff(
        { name: 'a', size: 1, tags: ['x'] },
        { name: 'b', size: 1, tags: ['x'] },
      ),
    ).toEqual([{ field: 'name', old_value: 'a', new_value: 'b' }]);
  });

  it('returns null old values for a created resource', () => {
    expect(diff(null, { name: 'a', note: null })).toEqual([
      { field: 'name', old_value: null, new_value: 'a' },
    ]);
  });

  it('returns null new values for a deleted resource', () => {
    expect(diff({ name: 'a' }, null)).toEqual([
      { field: 'name', old_value: 'a', new_value: null },
    ]);
  });

  it('omits version and updated_at', () => {
    expect(
      diff({ version: 1, updated_at: 'x' }, { version: 2, updated_at: 'y' }),
    ).toEqual([]);
  });

  it('keeps booleans and numbers as native values', () => {
    expect(diff({ on: false, n: 0 }, { on: true, n: 1.5 })).toEqual([
      { field: 'on', old_value: false, new_value: true },
      { field: 'n', old_value: 0, new_value: 1.5 },
    ]);
  });

  it('replaces the values of sensitive fields with [hidden]', () => {
    expect(
      diff(
        { phone: null, notes: 'a', labels: ['c'] },
        { phone: '110', notes: 'b', labels: [] },
        { sensitive: ['phone', 'notes', 'labels'] },
      ),
    ).toEqual([
      { field: 'phone', old_value: null, new_value: '[hidden]' },
      { field: 'notes', old_value: '[hidden]', new_value: '[hidden]' },
      { field: 'labels', old_value: '[hidden]', new_value: [] },
    ]);
  });

  it('lists the keys of nested objects as separate fields', () => {
    const rules = { nested: ['settings'], sensitive: ['settings.budget'] };
    const before = { name: 'a', settings: { beds: 4, flower: 'rose' } };
    const after = {
      name: 'a',
      settings: { beds: 7, flower: 'rose', budget: 1 },
    };
    const hidden = {
      field: 'settings.budget',
      old_value: null,
      new_value: '[hidden]',
    };
    expect(diff(before, after, rules)).toEqual([
      { field: 'settings.beds', old_value: 4, new_value: 7 },
      hidden,
    ]);
    expect(diff(null, after, rules)).toEqual([
      { field: 'name', old_value: null, new_value: 'a' },
      { field: 'settings.beds', old_value: null, new_value: 7 },
      { field: 'settings.flower', old_value: null, new_value: 'rose' },
      hidden,
    ]);
    expect(redactFields(after, rules)).toEqual({
      name: 'a',
      settings: { beds: 7, flower: 'rose', budget: '[hidden]' },
    });
  });
});
