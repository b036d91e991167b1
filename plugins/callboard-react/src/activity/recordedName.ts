import type { Activity, JsonValue } from '@callboard/plugin-callboard-common';

/**
 * What something was called, by its id, when an action was recorded.
 *
 * @public
 */
export function recordedName(
  { metadata }: Pick<Activity, 'metadata'>,
  id: JsonValue,
): string | undefined {
  const names = metadata?.names as Record<string, unknown> | undefined;
  const name = typeof id === 'string' ? names?.[id] : undefined;
  return typeof name === 'string' ? name : undefined;
}
