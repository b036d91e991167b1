import { RecipientsListener } from '../dispatch/FanOut';
import { AnnouncementStore } from './AnnouncementStore';
import { ANNOUNCEMENT_TYPE } from './announcementType';

/** Counts the recipients of announcements during fan-out. */
export function countAnnounced(store: AnnouncementStore): RecipientsListener {
  return async (tx, notificationEvent, recipientRows, isLast) => {
    if (notificationEvent.type === ANNOUNCEMENT_TYPE) {
      await store.countNotified(tx, notificationEvent.id, {
        recipients: recipientRows.length,
        isLast,
      });
    }
  };
}
