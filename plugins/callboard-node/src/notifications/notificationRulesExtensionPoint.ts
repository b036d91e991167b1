import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { NotificationRule } from './NotificationRule';
import { NotificationTypeDeclaration } from './NotificationTypeDeclaration';

/** The notification types and rules of a feature or a module. @public */
export interface NotificationDeclarations {
  types: readonly NotificationTypeDeclaration[];
  rules: readonly NotificationRule[];
}

/** @public */
export interface NotificationRulesExtensionPoint {
  /** Adds notification types and their rules. Types without rules are for `notificationsServiceRef`. */
  addRules(declarations: Partial<NotificationDeclarations>): void;
}

/**
 * Lets a module notify users about more changes. Callboard does not start with duplicate type or
 * rule names, or with an invalid type name.
 *
 * @public
 */
export const notificationRulesExtensionPoint =
  createExtensionPoint<NotificationRulesExtensionPoint>({
    id: 'callboard.notification-rules',
  });
