import { Html } from './html';

/** The content of an email without an address. */
export interface MailContent {
  subject: string;
  text: string;
  html: Html;
  /** Unsubscribes from this kind of email, without signing in. */
  unsubscribeUrl: string;
  /** Emails with the same one form a thread. */
  thread?: string;
  attachment?: MailAttachment;
}

/** An email attachment. */
export interface MailAttachment {
  name: string;
  mediaType: string;
  bytes: Buffer;
}
