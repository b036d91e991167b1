/**
 * How people are told of a type of notification.
 *
 * @public
 */
export interface NotificationChannels {
  /** A row in the bell; without it nothing else is sent either. */
  bell: boolean;
  email: boolean;
  /** A notification of the browser, for those who have opted in. */
  browser: boolean;
  /** A line in the daily or weekly mail, for those who have chosen one. */
  digest: boolean;
}

/**
 * Something that people can be told of, and can have preferences about.
 *
 * @public
 */
export interface NotificationTypeDeclaration {
  /**
   * `<entity type>.<what>`, such as `work_item.assigned`: 1 to 64 lower-case
   * letters, digits, dots, hyphens or underscores.
   */
  type: string;
  /** What the preferences call it, such as "Assigned to a work item". */
  label: string;
  /** Who is told of it, and when; for the documentation. */
  description?: string;
  /** Whether nobody can have it not told by the bell; false by default. */
  is_mandatory?: boolean;
  /** Whether it is told by mail and in no other way; false by default. */
  is_mail_only?: boolean;
  /** Whether only admins of a workspace have a preference for it; false by default. */
  is_for_admins?: boolean;
  /** For those who have chosen nothing; all but `browser` by default. */
  channels?: Partial<NotificationChannels>;
}
