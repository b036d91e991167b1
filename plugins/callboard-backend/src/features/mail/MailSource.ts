import { NotificationPreferences } from '@callboard/plugin-callboard-common';

export interface DeliveredNotification {
  id: string;
  user_ref: string;
}

export interface MailAttachment {
  name: string;
  mediaType: string;
  bytes: Buffer;
}

/** A file for a recipient, with its description. All texts are plain text. */
export interface MailedDocument {
  title: string;
  /** A description of the document in one line. */
  about: string;
  /** The reason shown to the recipient. */
  reason: string;
  /** A path of the portal that leads to the origin of the file. */
  target_url: string;
  workspace_id: string;
  workspace_name: string;
  /** @param signal - aborted when the file is no longer needed */
  createFile(signal: AbortSignal): Promise<MailAttachment>;
}

/**
 * Creates a document when the email that it is attached to is sent, so that the recipient gets what
 * they may see at that moment.
 */
export interface DocumentSource {
  /** The notification type whose preference controls these emails. */
  readonly type: string;

  /**
   * @param about - the `about` of the queued email
   * @returns undefined when the recipient must no longer get the document
   */
  findDocument(
    user_ref: string,
    about: string,
  ): Promise<MailedDocument | undefined>;

  /** Called when the server has accepted an email with a document. */
  recordSent(about: string): Promise<void>;
}

/** The content of a notification in an email. All texts are plain text. */
export interface MailedNotification {
  id: string;
  /** Such as `work_item.assigned`. */
  type: string;
  label: string;
  title: string;
  body: string | null;
  /** A path of the portal, or an https address. */
  target_url: string | null;
  severity: 'low' | 'normal' | 'high' | 'critical';
  /** The number of events that this notification combines. */
  count: number;
  /** The reason shown to the recipient. */
  reason: string;
  /** The name of the actor; null for none. */
  actor_name: string | null;
  workspace_id: string;
  workspace_name: string;
  project_name: string | null;
  /** The work item that the notification concerns; null for none. */
  work_item_id: string | null;
  /** The time of the latest event, ISO 8601. */
  created_at: string;
  is_announcement: boolean;
}

/** A user's quiet hours and digest schedule, in their time zone. */
export type MailPreferences = Omit<NotificationPreferences, 'types'>;

/** The period of a digest, and the exceptions to it. */
export interface DigestSpan {
  /**
   * The start, inclusive, ISO 8601. The digest includes notifications whose snooze ended in the
   * period.
   */
  since: string;
  /** The end, exclusive. */
  until: string;
  /** The ids of earlier notifications that no other digest contains. */
  digestBackfill: readonly string[];
  /** The ids of notifications that belong to a later digest. */
  later: readonly string[];
}

/** The notifications of a digest, except those that the user has read or can no longer see. */
export interface DigestContent {
  /** The latest first. */
  items: MailedNotification[];
  /** The number of all notifications, including those not in `items`. */
  total: number;
}

/**
 * Provides the content of an email when the email is sent, so that it omits notifications that the
 * recipient has read or may no longer see.
 */
export interface MailSource {
  /**
   * @returns undefined when the notification must no longer be emailed: it is deleted, not visible,
   * read, archived or snoozed, or the recipient turned off emails of its type
   */
  findNotification(
    user_ref: string,
    id: string,
  ): Promise<MailedNotification | undefined>;

  readDigest(
    user_ref: string,
    span: DigestSpan,
    limit: number,
  ): Promise<DigestContent>;

  wantsEmail(user_ref: string, type: string): Promise<boolean>;

  readPreferences(user_ref: string): Promise<MailPreferences>;

  /**
   * Turns off emails of one kind for a user, even if the user has received no such email.
   *
   * @param type - null for digests
   */
  unsubscribe(user_ref: string, type: string | null): Promise<void>;

  /** Returns the label of a type, even of an unknown one. */
  getTypeLabel(type: string): string;
}
