import type { Activity, JsonValue } from '@callboard/plugin-callboard-common';

/** The name that an id had when an action was recorded. @public */
export function recordedName(
  { metadata }: Pick<Activity, 'metadata'>,
  id: JsonValue,
): string | undefined {
  const names = metadata?.names;
  if (
    typeof id !== 'string' ||
    typeof names !== 'object' ||
    names === null ||
    !Object.hasOwn(names, id)
  ) {
    return undefined;
  }
  const name = (names as Record<string, JsonValue>)[id];
  return typeof name === 'string' ? name : undefined;
}
