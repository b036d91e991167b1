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
