import { diff, redactFields } from './diff';

describe('the fields a trace shows', () => {
  it('are those that differ', () => {
    expect(
      diff(
        { name: 'a', size: 1, tags: ['x'] },
        { name: 'b', size: 1, tags: ['x'] },
      ),
    ).toEqual([{ field: 'name', old_value: 'a', new_value: 'b' }]);
  });

  it('have no old values when the thing is new', () => {
    expect(diff(null, { name: 'a', note: null })).toEqual([
      { field: 'name', old_value: null, new_value: 'a' },
    ]);
  });

  it('have no new values when the thing is gone', () => {
    expect(diff({ name: 'a' }, null)).toEqual([
      { field: 'name', old_value: 'a', new_value: null },
    ]);
  });

  it('never are the version or the time of the update', () => {
    expect(
      diff({ version: 1, updated_at: 'x' }, { version: 2, updated_at: 'y' }),
    ).toEqual([]);
  });

  it('keep native values', () => {
    expect(diff({ on: false, n: 0 }, { on: true, n: 1.5 })).toEqual([
      { field: 'on', old_value: false, new_value: true },
      { field: 'n', old_value: 0, new_value: 1.5 },
    ]);
  });

  it('say of sensitive ones only that they changed', () => {
    expect(
      diff(
        { phone: null, notes: 'a' },
        { phone: '110', notes: 'b' },
        { sensitive: ['phone', 'notes'] },
      ),
    ).toEqual([
      { field: 'phone', old_value: null, new_value: '[hidden]' },
      { field: 'notes', old_value: '[hidden]', new_value: '[hidden]' },
    ]);
  });

  it('are the keys of nested objects, one by one', () => {
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
