import {
  FieldChange,
  MAX_METADATA_BYTES,
} from '@callboard/plugin-callboard-common';
import fc from 'fast-check';
import { buildActivityMetadata, diff, redactFields } from './ResourceChange';

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

const createFieldChanges = (
  new_value: FieldChange['new_value'],
): FieldChange[] => [{ field: 'labels', old_value: null, new_value }];

describe('buildActivityMetadata', () => {
  it('adds the name of each id among the changed values, once, and no others', () => {
    const changes: FieldChange[] = [
      { field: 'state_id', old_value: 's1', new_value: 's2' },
      { field: 'labels', old_value: ['l1'], new_value: ['l1', 'l2'] },
    ];
    const names = new Map([
      ['s1', 'Todo'],
      ['s2', 'Done'],
      ['l1', 'bug'],
      ['elsewhere', 'Elsewhere'],
    ]);
    expect(buildActivityMetadata({ source: 'tests' }, names, changes)).toEqual({
      source: 'tests',
      names: { s1: 'Todo', s2: 'Done', l1: 'bug' },
    });
  });

  it('returns the metadata unchanged when no value has a name', () => {
    expect(
      buildActivityMetadata({ a: 1 }, new Map(), createFieldChanges('s1')),
    ).toEqual({
      a: 1,
    });
    expect(
      buildActivityMetadata(undefined, undefined, createFieldChanges('s1')),
    ).toBeNull();
  });

  it('truncates a name longer than a label without splitting a surrogate pair', () => {
    const names = new Map([['s1', `${'a'.repeat(511)}😀`]]);
    expect(
      buildActivityMetadata(undefined, names, createFieldChanges('s1')),
    ).toEqual({
      names: { s1: 'a'.repeat(511) },
    });
  });

  it('uses the last allowed byte, and omits names beyond it', () => {
    const names = new Map([['s1', 'Todo']]);
    const empty = JSON.stringify({ text: '', names: { s1: 'Todo' } }).length;
    const text = 'x'.repeat(MAX_METADATA_BYTES - empty);
    expect(
      buildActivityMetadata({ text }, names, createFieldChanges('s1')),
    ).toEqual({
      text,
      names: { s1: 'Todo' },
    });
    const more = { text: `${text}x` };
    expect(
      buildActivityMetadata(more, names, createFieldChanges('s1')),
    ).toEqual(more);
  });

  it('limits the metadata size and includes the first names, for any text @full', () => {
    const unit = fc.constantFrom('a', '"', '\n', '€', '😀', '\u0001', '\ud800');
    const entries = fc.uniqueArray(
      fc.record({
        id: fc.string({ unit, minLength: 1, maxLength: 40 }),
        name: fc.string({ unit, maxLength: 600, size: 'max' }),
      }),
      { selector: ({ id }) => id, maxLength: 60, size: 'max' },
    );
    fc.assert(
      fc.property(
        entries,
        fc.nat(MAX_METADATA_BYTES - 11),
        (resources, size) => {
          const text = 'x'.repeat(size);
          const names = new Map(resources.map(({ id, name }) => [id, name]));
          const ids = [...names.keys()];
          const metadata = buildActivityMetadata(
            { text },
            names,
            createFieldChanges(ids),
          )!;
          expect(
            Buffer.byteLength(JSON.stringify(metadata)),
          ).toBeLessThanOrEqual(MAX_METADATA_BYTES);
          const storedNames = Object.keys(metadata.names ?? {});
          expect(storedNames).toEqual(ids.slice(0, storedNames.length));
        },
      ),
    );
  });
});
