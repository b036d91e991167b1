import type { NotificationPreferences } from '@callboard/plugin-callboard-common';

/** Returns the label of a type; derives it from the name if no plugin has labelled it. */
export function getTypeLabel(
  type: string,
  preferences: NotificationPreferences | undefined,
): string {
  const known = preferences?.types.find(each => each.type === type);
  const words = type.replace(/[._-]+/g, ' ').trim();
  return known?.label ?? (words || type);
}
