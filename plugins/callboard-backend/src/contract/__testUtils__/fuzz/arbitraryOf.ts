import {
  calendarDate,
  groupByDimensions,
  jsonValue,
  timeZone,
} from '@callboard/plugin-callboard-common';
import fc from 'fast-check';
import { z } from 'zod';

/** Rules that a schema's own description does not tell, by schema. */
const known = new Map<unknown, fc.Arbitrary<unknown>>([
  [jsonValue, fc.jsonValue({ maxDepth: 3, stringUnit: 'grapheme' })],
  [timeZone, fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Kolkata')],
  [
    calendarDate,
    fc
      .date({
        min: new Date('1970-01-01'),
        max: new Date('9999-12-31T23:59:59Z'),
        noInvalidDate: true,
      })
      .map(date => date.toISOString().slice(0, 10)),
  ],
]);

/** And by the name of the field. */
const knownFields: Record<string, fc.Arbitrary<unknown>> = {
  group_by: fc
    .subarray(
      groupByDimensions.filter(name => name !== 'week'),
      { minLength: 1 },
    )
    .map(names => names.join(',')),
  // Shorter than the contract allows, as the configuration has it.
  staff_id: fc.stringMatching(/^[A-Z0-9]{1,8}$/),
  email: fc.stringMatching(/^[a-z]{1,8}@[a-z]{1,8}\.org$/),
  // Days that have been, in their order.
  date_of_joining: fc.constant('1999-12-31'),
  date_of_leaving: fc.constant('2000-01-01'),
  effective_date: fc.constant('2000-01-01'),
};

/** Values that a schema accepts; of transformations, their input. */
export function arbitraryOf(schema: z.core.$ZodType): fc.Arbitrary<unknown> {
  const given = known.get(schema);
  if (given) {
    return given;
  }
  const { def } = schema as z.ZodType & { def: any };
  switch (def.type) {
    case 'string':
      return textOf(schema as z.ZodString);
    case 'number':
      return fc.integer({
        min: Math.max((schema as z.ZodNumber).minValue ?? 0, -(2 ** 31)),
        max: Math.min((schema as z.ZodNumber).maxValue ?? 0, 2 ** 31 - 1),
      });
    case 'boolean':
      return fc.boolean();
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries));
    case 'literal':
      return fc.constantFrom(...def.values);
    case 'optional':
    case 'default':
    case 'prefault':
      return sometimes(arbitraryOf(def.innerType));
    case 'nullable':
      return fc.option(arbitraryOf(def.innerType), { nil: null });
    case 'pipe':
      return inputOf(def.in, def.out);
    case 'union':
      return fc.oneof(...def.options.map(arbitraryOf));
    case 'array':
      return fc.array(arbitraryOf(def.element), { minLength: 1, maxLength: 3 });
    case 'record':
      return fc.dictionary(
        fc.string({ unit: 'grapheme', maxLength: 8 }),
        arbitraryOf(def.valueType),
        { maxKeys: 3 },
      );
    case 'object':
      return def.checks
        ? // What its fields must be together is left to luck.
          objectOf(def.shape).filter(
            value => z.safeParse(schema, value).success,
          )
        : objectOf(def.shape);
    default:
      throw new Error(`Teach the fuzzer to make a ${def.type}`);
  }
}

/** What a step that turns its input into another schema's takes. */
function inputOf(from: z.ZodType, to: z.ZodType): fc.Arbitrary<unknown> {
  const { type } = from.def;
  if (type === 'transform') {
    // A preprocessing step takes what its schema takes.
    return arbitraryOf(to);
  }
  if (type === 'pipe' && to.def.type === 'array') {
    // The only texts that become lists are parted by commas.
    return arbitraryOf(to).map(values => (values as unknown[]).join(','));
  }
  return arbitraryOf(from);
}

/** Filters contradict each other sooner or later, so most are left out. */
function sometimes(arbitrary: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof(
    { arbitrary: fc.constant(undefined), weight: 2 },
    { arbitrary, weight: 1 },
  );
}

function textOf(schema: z.ZodString): fc.Arbitrary<string> {
  const pattern = patternOf(schema);
  if (pattern) {
    return fc.stringMatching(pattern);
  }
  const { minLength, maxLength } = schema;
  return fc
    .string({
      unit: 'grapheme',
      minLength: minLength ?? 1,
      maxLength: Math.min(maxLength ?? 40, 40),
    })
    .map(text => (text.trim() ? text : `${text}x`).slice(0, maxLength ?? 255))
    .filter(text => !/\p{Surrogate}/u.test(text));
}

function patternOf(schema: z.ZodString): RegExp | undefined {
  const checks = (schema.def.checks ?? []) as Array<{
    _zod: { def: { check: string; pattern?: RegExp } };
  }>;
  return checks.map(({ _zod }) => _zod.def.pattern).find(Boolean);
}

function objectOf(shape: z.ZodRawShape): fc.Arbitrary<unknown> {
  return fc
    .record(
      Object.fromEntries(
        Object.entries(shape).map(([name, field]) => [
          name,
          name in knownFields
            ? sometimes(knownFields[name])
            : arbitraryOf(field),
        ]),
      ),
    )
    .map(value =>
      Object.fromEntries(
        Object.entries(value).filter(([, field]) => field !== undefined),
      ),
    );
}
