import { NotificationDeclarations } from '@callboard/plugin-callboard-node';
import { assignmentRules } from './assignmentRules';
import { followerRules } from './followerRules';
import { mentionRules } from './mentionRules';
import { workNotificationTypes } from './workNotificationTypes';

/**
 * Notification types and rules of work. Mentions come first: a mentioned user gets only the
 * mention for a change.
 */
export const workNotifications: NotificationDeclarations = {
  types: workNotificationTypes,
  rules: [...mentionRules, ...assignmentRules, ...followerRules],
};
