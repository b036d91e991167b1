import { NotificationDeclarations } from '@callboard/plugin-callboard-node';
import { assignmentRules } from './assignmentRules';
import { followerRules } from './followerRules';
import { mentionRules } from './mentionRules';
import { workNotificationTypes } from './workNotificationTypes';

/**
 * What people are told of work. Who is mentioned is told that, and nothing less
 * of the same change.
 */
export const workNotifications: NotificationDeclarations = {
  types: workNotificationTypes,
  rules: [...mentionRules, ...assignmentRules, ...followerRules],
};
