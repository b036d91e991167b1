import type { NotificationPreferences } from '@callboard/plugin-callboard-common';

/** A type in words; those that no plugin has named are told from their names. */
export function typeLabel(
  type: string,
  preferences: NotificationPreferences | undefined,
): string {
  const known = preferences?.types.find(each => each.type === type);
  const words = type.replace(/[._-]+/g, ' ').trim();
  return known?.label ?? (words || type);
}
