import { CopiesListener } from '../dispatch/FanOut';
import { AnnouncementStore } from './AnnouncementStore';
import { ANNOUNCEMENT_TYPE } from './announcementType';

/** Counts the recipients of announcements during fan-out. */
export function countAnnounced(store: AnnouncementStore): CopiesListener {
  return async (tx, notice, copies, isLast) => {
    if (notice.type === ANNOUNCEMENT_TYPE) {
      await store.countNotified(tx, notice.id, {
        recipients: copies.length,
        isLast,
      });
    }
  };
}
