import { MailAttachment } from './messages/MailContent';

/** A file for a recipient, with its description. All texts are plain. */
export interface MailedDocument {
  title: string;
  /** The subject in one line. */
  about: string;
  /** The reason shown to the recipient. */
  reason: string;
  /** A path of the portal that leads to the origin of the file. */
  target_url: string;
  workspace_id: string;
  workspace_name: string;
  /**
   * Creates the file.
   *
   * @param signal - aborted when the file is no longer needed
   */
  createFile(signal: AbortSignal): Promise<MailAttachment>;
}

/**
 * Creates documents for emails when an email is sent, so that each recipient gets what they may
 * see at that moment.
 */
export interface DocumentSource {
  /** The notification type whose preference controls these emails. */
  readonly type: string;

  /**
   * @param about - the `about` of the queued email
   * @returns undefined when the recipient must not get it any more
   */
  findDocument(
    user_ref: string,
    about: string,
  ): Promise<MailedDocument | undefined>;

  /** Called when the server has accepted an email. */
  recordSent(about: string): Promise<void>;
}
