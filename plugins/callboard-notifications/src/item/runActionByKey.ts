import type { Notification } from '@callboard/plugin-callboard-common';
import type { KeyboardEvent } from 'react';
import type { NotificationStateActions } from '../data/useNotificationActions';

/**
 * Handles the keys of the focused notification: E archives or restores it, U toggles unread.
 *
 * @returns whether the key was one of them
 */
export function runActionByKey(
  event: KeyboardEvent,
  item: Notification,
  actions: NotificationStateActions,
): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) {
    return false;
  }
  if (event.key === 'e') {
    actions.setArchived([item], !item.is_archived);
  } else if (event.key === 'u') {
    actions.setRead([item], !item.is_read);
  } else {
    return false;
  }
  event.preventDefault();
  return true;
}
