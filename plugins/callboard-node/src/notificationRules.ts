import { JsonObject } from '@backstage/types';
import { ChangeEvent, ChangeType } from '@callboard/plugin-callboard-common';
import { createExtensionPoint } from '@backstage/backend-plugin-api';

/** The channels of a notification type. @public */
export interface NotificationChannels {
  /** A row in the bell. If off, the other channels are not used either. */
  bell: boolean;
  email: boolean;
  /** A desktop notification of the browser, for users who have opted in. */
  browser: boolean;
  /** A line in the daily or weekly digest, for users who have chosen a digest schedule. */
  digest: boolean;
}

/** A notification type, for which users can set preferences. @public */
export interface NotificationTypeDeclaration {
  /**
   * `<entity type>.<event>`, such as `work_item.assigned`: 1 to 64 lower-case
   * letters, digits, dots, hyphens or underscores.
   */
  type: string;
  /** The label in the preferences, such as "Assigned to a work item". */
  label: string;
  /** When and to whom such notifications are sent; for the documentation. */
  description?: string;
  /** Whether users cannot switch off the type in the bell; false by default. */
  is_mandatory?: boolean;
  /** Whether notifications of the type are sent only by email; false by default. */
  is_mail_only?: boolean;
  /** Whether only workspace admins can set preferences for the type; false by default. */
  is_for_admins?: boolean;
  /** The default of each channel: if not set, off for `browser` and on for the others. */
  channels?: Partial<NotificationChannels>;
}

/** The workspace and project of a change, with the names they have when the rule runs. @public */
export interface ChangeScope {
  workspace: { id: string; slug: string; name: string };
  /** The project of the change, if any. */
  project: {
    id: string;
    name: string;
    entity_ref: string;
    access: 'open' | 'secret';
  } | null;
}

/**
 * The recipients. Callboard excludes the actor of the change, users who cannot see the change at
 * the time of notification, and users who have muted the work item or project.
 *
 * @public
 */
export type RuleAudience =
  /** References of Users, or of Groups whose members are all notified. */
  | { people: readonly string[] }
  /** Assignees, author and followers of the work item or its project. */
  | {
      followers_of: { work_item_id: string };
      /** References of excluded Users. */
      except?: readonly string[];
    }
  /** The admins of the workspace. */
  | { admins: true };

/** The texts and the link of a notification. @public */
export interface EventTexts {
  /** Plain text; cut to 255 characters. */
  title: string;
  /** Plain text; cut to 4,000 characters. */
  body?: string | null;
  /** A path of the portal (`/…`) or an https address. */
  target_url?: string | null;
}

/** One notification that follows from a change. @public */
export interface RuleEvent extends EventTexts {
  /** A declared type: at most 64 of `a-z`, `0-9`, `_`, `.` and `-`. */
  type: string;
  to: RuleAudience;
  /** The reason shown to recipients, as a sentence: "You are assigned to this work item." */
  reason: string;
  /** `normal` by default. */
  severity?: 'low' | 'normal' | 'high' | 'critical';
  /**
   * `change`, the default: recipients can read the notification only while they can see the change.
   * `recipients`: all recipients can always read the notification, even after their access is
   * revoked, so its texts must contain nothing that requires access.
   */
  visibility?: 'change' | 'recipients';
  /**
   * The work item that the notification is about. Users who have muted it are not notified; while
   * it is deleted, no user is notified.
   */
  about?: { work_item_id: string } | null;
  /** Whether the notification mentions its recipients; false by default. */
  is_mention?: boolean;
  /** Whether the actor of the change is also notified; false by default. */
  notifies_actor?: boolean;
  /**
   * At most 255 characters. While a recipient has an unread notification with the same key, this
   * notification replaces its texts and increases its count instead of being added.
   */
  dedupe_key?: string | null;
  /** Data for API clients. */
  meta?: JsonObject;
}

/**
 * The changes of one bulk action that concern one recipient, except changes that the recipient has
 * muted, and changes about which an earlier rule notifies the recipient.
 *
 * @public
 */
export interface BulkChanges {
  /** The number of changes. */
  count: number;
  /** The number of changes of each type. */
  counts: ReadonlyMap<string, number>;
  /** The first of the changes; many more may follow. */
  first: readonly ChangeEvent[];
}

/**
 * Turns changes into notifications. A rule is pure: it depends only on the change and its scope,
 * and returns the recipients and the texts.
 *
 * If several rules name the same recipient for one change, only one rule notifies the recipient:
 * the first with a type that the recipient has switched on and a notification that the recipient
 * may see. Callboard's own rules come first, then the rules of modules.
 *
 * @public
 */
export interface NotificationRule {
  /** Unique and stable, at most 64 characters; stored in each notification of the rule. */
  name: string;
  /** The types of the changes that the rule handles, such as `work_item.update`. */
  on: readonly ChangeType[];
  /**
   * Returns the notifications of a change, if any. If this method throws, Callboard logs the error,
   * and the rule notifies nobody about the change.
   */
  toEvent(
    change: ChangeEvent,
    scope: ChangeScope,
  ): RuleEvent | readonly RuleEvent[] | undefined;
  /**
   * Returns the `dedupe_key`s of notifications that the change makes obsolete. Callboard deletes
   * the notifications with these keys in the workspace, both read and unread.
   */
  withdraw?(change: ChangeEvent): readonly string[];
  /**
   * The names of rules that this rule replaces: users whom this rule notifies about an action
   * receive no notifications of the named rules about the same action.
   */
  covers?: readonly string[];
  /**
   * Combines many notifications of one bulk action, such as a bulk update or an import. A rule
   * without `bulk` does not receive the changes of a bulk action that have `is_detail` set.
   */
  bulk?: {
    /**
     * `project`: one notification for each project. `workspace`: one notification for all projects,
     * whose texts must not name a project, because recipients may lose access to the project.
     */
    within: 'project' | 'workspace';
    toEvent(
      changes: BulkChanges,
      scope: ChangeScope,
    ): Pick<RuleEvent, 'type' | 'reason'> &
      EventTexts &
      Partial<Pick<RuleEvent, 'severity' | 'dedupe_key' | 'meta'>>;
  };
}

/** The notification types and rules of a feature or a module. @public */
export interface NotificationDeclarations {
  types: readonly NotificationTypeDeclaration[];
  rules: readonly NotificationRule[];
}

/** @public */
export interface NotificationRulesExtensionPoint {
  /**
   * Adds notification types and their rules. Types without rules are for notifications that plugins
   * create with `notificationsServiceRef`.
   */
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
