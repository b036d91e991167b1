/** The notification type of announcements. */
export const ANNOUNCEMENT_TYPE = 'announcement.published';

/** The type as preferences list it. */
export const announcementType = {
  type: ANNOUNCEMENT_TYPE,
  label: 'Announcement by an admin',
  is_mandatory: false,
  channels: { bell: true, email: true, browser: false, digest: true },
};
