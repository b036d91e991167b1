/** The type of the notices that announcements are. */
export const ANNOUNCEMENT_TYPE = 'announcement.published';

/** The same, as preferences have it. */
export const announcementType = {
  type: ANNOUNCEMENT_TYPE,
  label: 'An admin announces something',
  is_mandatory: false,
  channels: { bell: true, email: true, browser: false, digest: true },
};
