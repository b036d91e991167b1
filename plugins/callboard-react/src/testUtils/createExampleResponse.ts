import { endpoints } from '@callboard/plugin-callboard-common';
import type { z } from 'zod';
import type { AnswerOf, EndpointId } from './FakeCall';
import { NOW } from './fixtures';

/** Candidates for strings and numbers, tried in this order. */
const SCALARS = [
  'x',
  '00000000-0000-7000-8000-000000000000',
  NOW,
  NOW.slice(0, 10),
  'user:default/max.member',
  'https://example.com',
  '08:00',
  'UTC',
  '#57606a',
  'X1',
  'a'.repeat(64),
  0,
  1,
];

/** Usual initial values of fields, where the minimal value is not realistic. */
const USUAL_VALUES: Record<string, unknown> = {
  version: 1,
  is_active: true,
  timezone: 'UTC',
};

/** Lengths to try for lists: most may be empty, and some have one element per weekday. */
const LENGTHS = [0, 1, 7];

/** The properties that this file reads. Zod has a separate type for each kind of definition. */
interface Definition {
  type: string;
  shape: Record<string, z.ZodType>;
  entries: Record<string, unknown>;
  values: unknown[];
  options: z.ZodType[];
  items: z.ZodType[];
  element: z.ZodType;
  keyType: z.ZodType;
  valueType: z.ZodType;
  innerType: z.ZodType;
  in: z.ZodType;
  out: z.ZodType;
  getter: () => z.ZodType;
}

const getDefinition = (schema: z.ZodType) =>
  schema._zod.def as unknown as Definition;

/** The fields of an object schema, without its wrappers. @internal */
export function getFieldSchemas(schema: z.ZodType): Record<string, z.ZodType> {
  const { type, shape, innerType } = getDefinition(schema);
  return type === 'object' || !innerType
    ? shape ?? {}
    : getFieldSchemas(innerType);
}

/** The schema of a list's elements. @internal */
export function getElementSchema(schema: z.ZodType): z.ZodType {
  const { element, innerType } = getDefinition(schema);
  return element ?? getElementSchema(innerType);
}

/** The shortest list that a schema allows. */
function createMinimalList(schema: z.ZodType, element: z.ZodType): unknown[] {
  for (const length of LENGTHS) {
    // Built lazily, because elements can contain lists of their own type.
    const list = Array.from({ length }, () => createMinimalValue(element));
    if (schema.safeParse(list).success) {
      return list;
    }
  }
  return [];
}

/** The minimal value that a schema allows. @internal */
export function createMinimalValue(schema: z.ZodType): unknown {
  const definition = getDefinition(schema);
  switch (definition.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(definition.shape)
          .filter(([, field]) => getDefinition(field).type !== 'optional')
          .map(([name, field]) => [
            name,
            USUAL_VALUES[name] ?? createMinimalValue(field),
          ]),
      );
    case 'nullable':
      return null;
    case 'boolean':
      return false;
    case 'enum':
      return Object.values(definition.entries)[0];
    case 'literal':
      return definition.values[0];
    case 'union':
      return createMinimalValue(definition.options[0]);
    case 'record':
      return Object.fromEntries(
        Object.values(getDefinition(definition.keyType).entries ?? {}).map(
          key => [key, createMinimalValue(definition.valueType)],
        ),
      );
    case 'array':
      return createMinimalList(schema, definition.element);
    case 'tuple':
      return definition.items.map(createMinimalValue);
    case 'lazy':
      return createMinimalValue(definition.getter());
    case 'pipe':
      // `z.preprocess` builds a pipe from a transform into the schema.
      return createMinimalValue(
        getDefinition(definition.in).type === 'transform'
          ? definition.out
          : definition.in,
      );
    case 'optional':
    case 'nonoptional':
    case 'default':
    case 'prefault':
    case 'readonly':
      return createMinimalValue(definition.innerType);
    default:
      return SCALARS.find(value => schema.safeParse(value).success);
  }
}

/** An element of the list that an endpoint returns. */
type ItemOf<Id extends EndpointId> = AnswerOf<Id> extends {
  items: Array<infer Item>;
}
  ? Item
  : never;

const getResponseSchema = (id: EndpointId): z.ZodType =>
  endpoints[id].response!;

/**
 * The minimal response that the contract allows for an endpoint: nullable fields are null, lists
 * are empty, optional fields are absent. `values` replace these defaults.
 *
 * @internal
 */
export function createExampleResponse<Id extends EndpointId>(
  id: Id,
  values: Partial<AnswerOf<Id>> = {},
): AnswerOf<Id> {
  return {
    ...(createMinimalValue(getResponseSchema(id)) as object),
    ...values,
  } as AnswerOf<Id>;
}

/** The minimal item of the list that an endpoint returns. @internal */
export function createExampleItem<Id extends EndpointId>(
  id: Id,
  values: Partial<ItemOf<Id>> = {},
): ItemOf<Id> {
  const item = createMinimalValue(
    getElementSchema(getFieldSchemas(getResponseSchema(id)).items),
  );
  return { ...(item as object), ...values } as ItemOf<Id>;
}
