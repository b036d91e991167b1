import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { NotificationRule } from './NotificationRule';
import { NotificationTypeDeclaration } from './NotificationTypeDeclaration';

/**
 * What a feature or a module tells people of.
 *
 * @public
 */
export interface NotificationDeclarations {
  types: readonly NotificationTypeDeclaration[];
  rules: readonly NotificationRule[];
}

/** @public */
export interface NotificationRulesExtensionPoint {
  /**
   * Adds types of notifications, and rules that tell of them. Types without rules
   * are for `notificationsServiceRef`.
   */
  addRules(declarations: Partial<NotificationDeclarations>): void;
}

/**
 * Lets a module tell people of more changes than Callboard does. Callboard does
 * not start with two types or two rules of one name, or with a type whose name is
 * not well formed.
 *
 * @public
 */
export const notificationRulesExtensionPoint =
  createExtensionPoint<NotificationRulesExtensionPoint>({
    id: 'callboard.notification-rules',
  });
