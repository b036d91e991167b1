import { Html } from './html';

/** What a mail says, before it has an address. */
export interface MailContent {
  subject: string;
  text: string;
  html: Html;
  /** Ends mails like this one, without signing in. */
  unsubscribeUrl: string;
  /** Emails with the same one form a thread. */
  thread?: string;
  attachment?: MailAttachment;
}

/** A file that comes with a mail. */
export interface MailAttachment {
  name: string;
  mediaType: string;
  bytes: Buffer;
}
