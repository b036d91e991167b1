import { z } from 'zod';
import { gardenSchema, gardenSettings } from './__testUtils__/gardenSettings';
import { defineSetting, createSettingsSchema } from './SettingsSchema';

const beds = gardenSettings.beds;

describe('settings schema', () => {
  it('accepts any subset of its keys in a patch, and null for each', () => {
    for (const patch of [
      {},
      { beds: 7 },
      { beds: null, flower: 'lily' },
      { flower: null, beds: null, rota: null, budget: null },
    ]) {
      expect(gardenSchema.patch.parse(patch)).toEqual(patch);
    }
  });

  it('reports all unknown keys and invalid values at once', () => {
    const { error } = gardenSchema.patch.safeParse({
      flower: 'oak',
      beds: '7',
      trees: 1,
      toString: null,
      budget: 3,
    });
    const named = error?.issues.flatMap(issue =>
      issue.code === 'unrecognized_keys' ? issue.keys : issue.path,
    );
    expect(named?.sort()).toEqual(['beds', 'flower', 'toString', 'trees']);
  });

  it('requires only the settings that guests can read in a response', () => {
    const seen = { flower: 'rose', beds: 4 };
    expect(gardenSchema.shown.safeParse(seen).success).toBe(true);
    expect(gardenSchema.shown.safeParse({ ...seen, budget: 1 }).success).toBe(
      true,
    );
    expect(gardenSchema.shown.safeParse({ flower: 'rose' }).success).toBe(
      false,
    );
    expect(gardenSchema.shown.safeParse({ ...seen, beds: null }).success).toBe(
      false,
    );
  });

  it('infers the types of patches and responses', () => {
    const patch: z.input<typeof gardenSchema.patch> = { beds: null };
    // @ts-expect-error a number is not a flower
    patch.flower = 1;
    // @ts-expect-error `trees` is not declared
    patch.trees = 1;
    const shown: z.output<typeof gardenSchema.shown> = {
      flower: 'tulip',
      beds: 1,
    };
    // @ts-expect-error settings that guests cannot read are optional
    const budget: number = shown.budget;
    expect(budget).toBeUndefined();
    const count: number = shown.beds;
    expect(count).toBe(1);
  });

  it('describes the purpose, the default and the required roles of a setting', () => {
    const { properties } = z.toJSONSchema(gardenSchema.shown);
    expect(properties?.flower).toMatchObject({
      description:
        'The flower that grows. The default is "rose". Requires the role guest to read and member to change.',
    });
  });

  it('returns the lowest role that can change any setting', () => {
    expect(gardenSchema.getLowestWriteRole('admin')).toBe('member');
    expect(createSettingsSchema({ beds }).getLowestWriteRole('admin')).toBe(
      'admin',
    );
    expect(createSettingsSchema({ beds }).getLowestWriteRole('guest')).toBe(
      'guest',
    );
    expect(createSettingsSchema().getLowestWriteRole('admin')).toBe('admin');
  });

  it('merges the settings of several domains', () => {
    const { flower, ...rest } = gardenSettings;
    const merged = createSettingsSchema({ flower }, rest);
    const patch: z.input<typeof merged.patch> = { flower: 'lily', beds: 2 };
    expect(merged.patch.parse(patch)).toEqual(patch);
  });

  it.each([
    ['two domains declare it', [{ beds }, { beds }]],
    ['its key is not snake_case', [{ bedsOfOurs: beds }]],
    [
      'its default is not an accepted value',
      [{ beds: { ...beds, default: 0 } }],
    ],
    [
      'it accepts null, which is not its default',
      [
        {
          beds: defineSetting({ ...beds, schema: z.int().nullable() }),
        },
      ],
    ],
    [
      'its write role cannot read it',
      [{ beds: { ...beds, read: 'admin', write: 'member' } as const }],
    ],
  ])('rejects a declaration where %s', (reason, domains) => {
    expect(() => createSettingsSchema(...domains)).toThrow(reason);
  });
});
