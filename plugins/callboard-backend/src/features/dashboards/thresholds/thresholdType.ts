import { NotificationTypeDeclaration } from '@callboard/plugin-callboard-node';

/** The type of what people are told of thresholds, as preferences have it. */
export const THRESHOLD_TYPE = 'dashboard.threshold';

/** The same with its words. */
export const thresholdType: NotificationTypeDeclaration = {
  type: THRESHOLD_TYPE,
  label: 'A number on a dashboard you follow crosses a threshold',
  description: 'Those who follow the dashboard, by the number that they see',
};
