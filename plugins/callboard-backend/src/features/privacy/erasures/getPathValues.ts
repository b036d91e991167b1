import { JsonValue } from '@backstage/types';

/**
 * The values at a JSON path, of the few forms in declarations of personal data: `$.a.b`, and `[*]`
 * for all items of a list.
 */
export function getPathValues(root: JsonValue, path: string): JsonValue[] {
  const steps = path.match(/[^.$[\]]+/g) ?? [];
  return steps.reduce<JsonValue[]>(
    (values, step) => values.flatMap(value => stepInto(value, step)),
    [root],
  );
}

function stepInto(value: JsonValue, step: string): JsonValue[] {
  if (step === '*') {
    return Array.isArray(value) ? value : [];
  }
  const isObject =
    typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isObject || !Object.hasOwn(value, step)) {
    return [];
  }
  const item = value[step];
  return item === undefined ? [] : [item];
}
