import { DigestSchedule } from './schedule/nextDigestAt';
import { QuietHours } from './schedule/quietHours';

/** What a mail says of a notification. All texts are plain. */
export interface MailedNotification {
  id: string;
  /** Such as `work_item.assigned`. */
  type: string;
  /** What people call the type. */
  label: string;
  title: string;
  body: string | null;
  /** A path of the portal, or an https address. */
  target_url: string | null;
  severity: 'low' | 'normal' | 'high' | 'critical';
  /** How many times it was told since it was read. */
  count: number;
  /** Why the person is told. */
  reason: string;
  /** Who did what is told; null where nobody did. */
  actor_name: string | null;
  workspace_id: string;
  workspace_name: string;
  project_name: string | null;
  /** The work item it is about; null for others. */
  work_item_id: string | null;
  /** ISO 8601. */
  created_at: string;
  /** Whether an admin wrote it to many. */
  is_announcement: boolean;
}

/** How somebody wants their mails. */
export interface MailPreferences {
  timezone: string;
  quiet_hours: QuietHours | null;
  digest: DigestSchedule;
}

/** What a digest is to tell. */
export interface DigestSpan {
  /** ISO 8601: what was told, or came back, from then on … */
  since: string;
  /** … and before. */
  until: string;
  /** The ids of notifications from before that no other digest has told. */
  digestBackfill: readonly string[];
  /** The ids of those that a later digest tells. */
  later: readonly string[];
}

/** What is left of a digest's notifications. */
export interface DigestContent {
  /** The latest first. */
  items: MailedNotification[];
  /** How many there are, beyond those. */
  total: number;
}

/**
 * Who knows what mails are about. It is asked when a mail is sent, not when it is
 * ordered: what somebody may not see any more, or has read already, is not mailed.
 */
export interface MailSource {
  /**
   * @returns undefined when the person shall not be mailed it any more: it is
   *   gone, out of their sight, read, archived or snoozed, or they turned mails of
   *   its type off
   */
  notification(
    user_ref: string,
    id: string,
  ): Promise<MailedNotification | undefined>;

  /**
   * What the person has not read of the types in their digest.
   *
   * @param limit - how many items at most
   */
  digest(
    user_ref: string,
    span: DigestSpan,
    limit: number,
  ): Promise<DigestContent>;

  /** Whether the person wants mails of a type. */
  isNeeded(user_ref: string, type: string): Promise<boolean>;

  preferencesOf(user_ref: string): Promise<MailPreferences>;

  /**
   * Ends mails of one kind to a person, whether or not they got any.
   *
   * @param type - null for digests
   */
  unsubscribe(user_ref: string, type: string | null): Promise<void>;

  /** What people call a type, whether or not it is known. */
  labelOf(type: string): string;
}
