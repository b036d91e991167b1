import {
  defineSetting,
  createSettingsSchema,
  SettingsPatch,
} from '@callboard/plugin-callboard-common';
import fc from 'fast-check';
import { z } from 'zod';
import { StoredSettings } from '../access/Caller';
import { Settings } from './Settings';

const declared = {
  colour: defineSetting({
    summary: 'A colour',
    schema: z.enum(['red', 'green', 'blue']),
    default: 'red',
    read: 'guest',
    write: 'admin',
  }),
  days: defineSetting({
    summary: 'Some days',
    schema: z.array(z.int().min(1).max(7)).max(7),
    default: [1, 2],
    read: 'guest',
    write: 'admin',
  }),
  limits: defineSetting({
    summary: 'Some limits',
    schema: z.record(z.string(), z.int()),
    default: { a: 1, b: 2 },
    read: 'guest',
    write: 'admin',
  }),
  // Keys that every object inherits.
  constructor: defineSetting({
    summary: 'Who built it',
    schema: z.string().max(20),
    default: '',
    read: 'guest',
    write: 'admin',
  }),
};

const schema = createSettingsSchema(declared);
const settings = new Settings(schema);

type Patch = z.output<SettingsPatch<typeof declared>>;

const anyPatch = fc.record(
  {
    colour: fc.constantFrom(null, 'red', 'green', 'blue'),
    days: fc.option(fc.array(fc.integer({ min: 1, max: 7 }), { maxLength: 3 })),
    limits: fc.option(
      fc.oneof(
        fc.constant({ b: 2, a: 1 }),
        fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.integer()),
      ),
    ),
    constructor: fc.option(fc.string({ maxLength: 20 })),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<Patch>;

/** The settings in responses after some patches. */
const after = (patches: Patch[], stored: StoredSettings = {}) =>
  settings.filterReadable(
    'guest',
    patches.reduce(
      (current, patch) => settings.applyPatch(current, patch),
      stored,
    ),
  );

describe('settings patches', () => {
  it('applies the last patched value of each key @full', () => {
    fc.assert(
      fc.property(fc.array(anyPatch, { maxLength: 8 }), patches => {
        const shown = after(patches);
        for (const key of Object.keys(declared) as Array<keyof Patch>) {
          const last = patches.filter(patch => Object.hasOwn(patch, key)).pop();
          expect(shown[key]).toEqual(last?.[key] ?? declared[key].default);
        }
      }),
    );
  });

  it('yields the same result when repeated, or reordered across different keys', () => {
    fc.assert(
      fc.property(anyPatch, anyPatch, (first, second) => {
        expect(after([first, first])).toEqual(after([first]));
        const others = Object.fromEntries(
          Object.entries(second).filter(([key]) => !Object.hasOwn(first, key)),
        ) as Patch;
        expect(after([first, others])).toEqual(after([others, first]));
      }),
    );
  });

  it('stores no default values, and keeps keys that others stored @full', () => {
    fc.assert(
      fc.property(
        anyPatch,
        fc.dictionary(fc.stringMatching(/^x_[a-z]{1,5}$/), fc.jsonValue()),
        (patch, foreign) => {
          const stored = settings.applyPatch(foreign as StoredSettings, patch);
          expect(stored).toMatchObject(foreign);
          const reset = settings.applyPatch(stored, {
            colour: null,
            days: null,
            limits: null,
            constructor: null,
          } as never);
          expect(reset).toEqual(foreign);
          const { colour, days, limits } = declared;
          for (const defaultPatch of [
            { colour: colour.default },
            { days: [...days.default] },
            { limits: { b: limits.default.b, a: limits.default.a } },
          ]) {
            const [key] = Object.keys(defaultPatch);
            expect(
              settings.applyPatch(stored, defaultPatch as Patch),
            ).not.toHaveProperty(key);
          }
        },
      ),
    );
  });

  it('returns only settings that the API schema accepts', () => {
    fc.assert(
      fc.property(
        anyPatch,
        fc.dictionary(fc.string(), fc.jsonValue()),
        (patch, stored) => {
          const shown = after([patch], stored as StoredSettings);
          expect(schema.shown.parse(shown)).toEqual(shown);
        },
      ),
    );
  });
});
