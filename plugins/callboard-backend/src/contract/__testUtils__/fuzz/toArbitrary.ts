import fc from 'fast-check';
import { memoize } from 'lodash';
import { z } from 'zod';
import { knownFields, knownSchemas } from './knownFields';

/**
 * Returns the generator of a field whose schema does not specify which values exist, usually a
 * reference to a resource.
 *
 * @param field - the field's name
 * @returns undefined for other fields
 */
export type FieldOverride = (
  field: string,
  schema: z.core.$ZodType,
) => fc.Arbitrary<unknown> | undefined;

/** Cached, because a pattern is slow to set up and most endpoints have id fields. */
const createPatternArbitrary = memoize((pattern: string) =>
  fc.stringMatching(new RegExp(pattern)),
);

/** Texts of limited length, some of whose characters consist of several code points. */
const createTextArbitrary = memoize(
  (minLength: number, maxLength: number) =>
    fc.string({ unit: 'grapheme', minLength, maxLength }),
  (...lengths) => lengths.join(),
);

/**
 * Generates values that a schema accepts as input.
 *
 * @param field - the name of the field
 */
export function toArbitrary(
  schema: z.core.$ZodType,
  overrideField: FieldOverride,
  field = '',
): fc.Arbitrary<unknown> {
  const override = overrideField(field, schema) ?? knownSchemas.get(schema);
  if (override) {
    return override;
  }
  const inner = (part: z.core.$ZodType) =>
    toArbitrary(part, overrideField, field);
  const { def } = schema as z.ZodType & { def: any };
  switch (def.type) {
    case 'string':
      return toTextArbitrary(schema as z.ZodString);
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
      return makeOptional(inner(def.innerType));
    case 'nullable':
      return fc.option(inner(def.innerType), { nil: null });
    case 'pipe':
      return toInputArbitrary(def.in, def.out, inner);
    case 'union':
      return fc.oneof(...def.options.map(inner));
    case 'array':
      return fc.array(inner(def.element), { minLength: 1, maxLength: 3 });
    case 'record':
      return fc.dictionary(createTextArbitrary(0, 8), inner(def.valueType), {
        maxKeys: 3,
      });
    case 'object':
      return def.checks
        ? // Constraints across fields are not generated: values that violate them are filtered out.
          toObjectArbitrary(def.shape, overrideField).filter(
            value => z.safeParse(schema, value).success,
          )
        : toObjectArbitrary(def.shape, overrideField);
    default:
      throw new Error(
        `The fuzzer cannot generate values of the type ${def.type}`,
      );
  }
}

/** Generates the input of a pipe from one schema to another. */
function toInputArbitrary(
  from: z.ZodType,
  to: z.ZodType,
  inner: (schema: z.ZodType) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  const { type } = from.def;
  if (type === 'transform') {
    // A preprocessing step accepts what its schema accepts.
    return inner(to);
  }
  if (type === 'pipe' && to.def.type === 'array') {
    // The only texts that become lists are separated by commas.
    return inner(to).map(values => (values as unknown[]).join(','));
  }
  return inner(from);
}

/**
 * Omits an optional value in two of three cases, because many filters together contradict each
 * other.
 */
function makeOptional(arbitrary: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof(
    { arbitrary: fc.constant(undefined), weight: 2 },
    { arbitrary, weight: 1 },
  );
}

function toTextArbitrary(schema: z.ZodString): fc.Arbitrary<string> {
  const pattern = findPattern(schema);
  if (pattern) {
    return pattern.flags
      ? fc.stringMatching(pattern)
      : createPatternArbitrary(pattern.source);
  }
  const { minLength, maxLength } = schema;
  return createTextArbitrary(minLength ?? 1, Math.min(maxLength ?? 40, 40))
    .map(text => (text.trim() ? text : `${text}x`).slice(0, maxLength ?? 255))
    .filter(text => !/\p{Surrogate}/u.test(text));
}

function findPattern(schema: z.ZodString): RegExp | undefined {
  const checks = (schema.def.checks ?? []) as Array<{
    _zod: { def: { check: string; pattern?: RegExp } };
  }>;
  return checks.map(({ _zod }) => _zod.def.pattern).find(Boolean);
}

function toObjectArbitrary(
  shape: z.ZodRawShape,
  overrideField: FieldOverride,
): fc.Arbitrary<unknown> {
  return fc
    .record(
      Object.fromEntries(
        Object.entries(shape).map(([name, field]) => [
          name,
          name in knownFields
            ? makeOptional(knownFields[name])
            : toArbitrary(field, overrideField, name),
        ]),
      ),
    )
    .map(value =>
      Object.fromEntries(
        Object.entries(value).filter(([, field]) => field !== undefined),
      ),
    );
}
