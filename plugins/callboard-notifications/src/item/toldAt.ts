import type { Notification } from '@callboard/plugin-callboard-common';

/** When a notification was told last, in ISO 8601. */
export const toldAt = (item: Notification): string =>
  // Marks change `updated_at`, too, so it says nothing of what was told once.
  item.count > 1 ? item.updated_at : item.created_at;
