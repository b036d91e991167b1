import { NotificationTypeDeclaration } from '@callboard/plugin-callboard-node';

/** The type of mails with dashboards, as preferences have it. */
export const SCHEDULED_TYPE = 'dashboard.mailed';

/** The same with its words. It is told by mail, and nowhere else. */
export const scheduledType: NotificationTypeDeclaration = {
  type: SCHEDULED_TYPE,
  label: 'A dashboard is mailed to you',
  description: 'Those whom the owner of a dashboard has it mailed to',
  is_mail_only: true,
  channels: { bell: false, email: true, browser: false, digest: false },
};
