import { NotificationTypeDeclaration } from '@callboard/plugin-callboard-node';

/** The notification type of crossed thresholds. */
export const THRESHOLD_TYPE = 'dashboard.threshold';

/** The declaration of the type. */
export const thresholdType: NotificationTypeDeclaration = {
  type: THRESHOLD_TYPE,
  label: 'A number on a dashboard you follow crosses a threshold',
  description: 'Those who follow the dashboard, by the number that they see',
};
