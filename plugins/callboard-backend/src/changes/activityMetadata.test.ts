import {
  FieldChange,
  MAX_METADATA_BYTES,
} from '@callboard/plugin-callboard-common';
import fc from 'fast-check';
import { buildActivityMetadata } from './ResourceChange';

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
