import { CopiesListener } from '../dispatch/FanOut';
import { AnnouncementStore } from './AnnouncementStore';
import { ANNOUNCEMENT_TYPE } from './announcementType';

/** Counts the people whom announcements have reached, as they are told. */
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
