import {
  fieldsOfKind,
  type Setting,
  type SettingKind,
  type SettingValues,
} from './SettingKind';
import { toSettingValues } from './toSettingValues';

/** Returns the body of the request: the fields of the kind that changed; null for emptied ones. */
export function toSettingBody(
  kind: SettingKind,
  values: SettingValues,
  before: Setting | undefined,
): Record<string, string | null> {
  const old = before && toSettingValues(before);
  return Object.fromEntries(
    fieldsOfKind[kind]
      .filter(field => !old || old[field] !== values[field])
      .map(field => [field, values[field].trim() || null]),
  );
}
