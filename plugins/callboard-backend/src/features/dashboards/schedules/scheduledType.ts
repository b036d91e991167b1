import { NotificationTypeDeclaration } from '@callboard/plugin-callboard-node';

/** The notification type of dashboard emails. */
export const SCHEDULED_TYPE = 'dashboard.mailed';

/** The declaration of the type, which is only sent by email. */
export const scheduledType: NotificationTypeDeclaration = {
  type: SCHEDULED_TYPE,
  label: 'Scheduled dashboard email',
  description: 'Sent to the recipients of an email schedule of a dashboard.',
  is_mail_only: true,
  channels: { bell: false, email: true, browser: false, digest: false },
};
