import { MailAttachment } from './messages/MailContent';

/** A file for somebody, and what it is. All texts are plain. */
export interface MailedDocument {
  title: string;
  /** What it is about, in a line. */
  about: string;
  /** Why the person gets it. */
  reason: string;
  /** Where it comes from: a path of the portal. */
  target_url: string;
  workspace_id: string;
  workspace_name: string;
  /**
   * Makes the file.
   *
   * @param signal - aborted when nobody waits for the file any more
   */
  file(signal: AbortSignal): Promise<MailAttachment>;
}

/**
 * Who makes the documents that are mailed. It is asked when a mail is sent, not
 * when it is ordered: each person gets what they may see at that moment.
 */
export interface DocumentSource {
  /** What people say in their preferences of whether they want such mails. */
  readonly type: string;

  /**
   * @param about - what the order of the mail said
   * @returns undefined when the person shall not get it any more
   */
  document(
    user_ref: string,
    about: string,
  ): Promise<MailedDocument | undefined>;

  /** Called when the server has taken a mail. */
  sent(about: string): Promise<void>;
}
