import { JsonObject } from '@backstage/types';
import { ChangeEvent, ChangeType } from '@callboard/plugin-callboard-common';
import { createExtensionPoint } from '@backstage/backend-plugin-api';

/** The channels of a notification type. @public */
export interface NotificationChannels {
  /** A row in the bell; without it, no other channel is used. */
  bell: boolean;
  email: boolean;
  /** A desktop notification of the browser, for users who have opted in. */
  browser: boolean;
  /** A line in the daily or weekly email, for users who have chosen one. */
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
  /** The recipients and the occasion; for the documentation. */
  description?: string;
  /** Whether users cannot switch it off in the bell; false by default. */
  is_mandatory?: boolean;
  /** Whether it is sent by email only; false by default. */
  is_mail_only?: boolean;
  /** Whether only admins of a workspace have a preference for it; false by default. */
  is_for_admins?: boolean;
  /** The defaults; all but `browser` if not set. */
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
 * The recipients. Callboard excludes the actor of the change, users who cannot see it at the time
 * of notification, and those who have muted the work item or project.
 *
 * @public
 */
export type RuleAudience =
  /** References of Users, or of Groups for all their members. */
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
   * The users who may see it: by default those who may see the change, checked again on each read.
   * `recipients`: all recipients, even if their access is revoked; its texts must then contain
   * nothing that requires access.
   */
  visibility?: 'change' | 'recipients';
  /** The work item; users who muted it are not notified, and nobody while it is deleted. */
  about?: { work_item_id: string } | null;
  /** Whether it mentions its recipients; false by default. */
  is_mention?: boolean;
  /** Whether the actor of the change is also notified; false by default. */
  notifies_actor?: boolean;
  /**
   * While a recipient has not read it, a notification with the same key replaces its texts and
   * increases its count instead of adding another. At most 255 characters.
   */
  dedupe_key?: string | null;
  /** Data for API clients. */
  meta?: JsonObject;
}

/**
 * The changes of one bulk action that concern one recipient, except those they have muted and those
 * that an earlier rule notifies them about.
 *
 * @public
 */
export interface BulkChanges {
  /** The number of these changes. */
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
 * If several rules name a recipient for one change, the first rule applies whose type the recipient
 * has switched on and whose notification the recipient may see. Callboard's own rules come first,
 * then those of modules.
 *
 * @public
 */
export interface NotificationRule {
  /** Unique and stable, at most 64 characters; stored in each notification of the rule. */
  name: string;
  /** The changes it handles, such as `work_item.update`. */
  on: readonly ChangeType[];
  /**
   * The notifications of a change, if any.
   *
   * Errors are logged, and the rule notifies nobody about the change.
   */
  toEvent(
    change: ChangeEvent,
    scope: ChangeScope,
  ): RuleEvent | readonly RuleEvent[] | undefined;
  /**
   * The `dedupe_key`s of the workspace's notifications that the change makes obsolete. They are
   * deleted, whether read or not.
   */
  withdraw?(change: ChangeEvent): readonly string[];
  /**
   * The names of rules that this rule replaces for the same action: recipients of this rule do not
   * receive notifications of those rules.
   */
  covers?: readonly string[];
  /**
   * Combines many notifications of one bulk action, such as a bulk update or an import. A rule
   * without it does not receive the changes of a bulk action that have `is_detail` set.
   */
  bulk?: {
    /**
     * `project`: one notification for each project; `workspace`: one for all projects. Its texts
     * must not name a project, because recipients may lose access to it.
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
