import { NotificationTypeDeclaration } from '@callboard/plugin-callboard-node';

/** The notification type of crossed thresholds. */
export const THRESHOLD_TYPE = 'dashboard.threshold';

/** The declaration of the type. */
export const thresholdType: NotificationTypeDeclaration = {
  type: THRESHOLD_TYPE,
  label: 'Threshold crossed on a dashboard you follow',
  description:
    'Sent to followers of the dashboard when the number they see crosses a threshold.',
};
