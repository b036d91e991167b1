import {
  fieldsOfKind,
  type Setting,
  type SettingKind,
  type SettingValues,
} from './SettingKind';
import { settingValuesOf } from './settingValuesOf';

/**
 * What is sent: the fields of the kind that differ from what was there; null
 * for those that were emptied.
 */
export function settingBodyOf(
  kind: SettingKind,
  values: SettingValues,
  before: Setting | undefined,
): Record<string, string | null> {
  const old = before && settingValuesOf(before);
  return Object.fromEntries(
    fieldsOfKind[kind]
      .filter(field => !old || old[field] !== values[field])
      .map(field => [field, values[field].trim() || null]),
  );
}
