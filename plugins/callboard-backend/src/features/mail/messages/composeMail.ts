import { MailAttachment } from '../MailSource';
import { domainToASCII } from 'url';
import MailComposer from 'nodemailer/lib/mail-composer';
import { Mailbox, MailConfig } from '../../../kernel/mailConfig';
import { OutgoingMail } from '../transports/MailTransport';
import { sanitiseMailLine } from './emailTexts';
import { Html } from './emailHtml';

export interface MailContent {
  subject: string;
  text: string;
  html: Html;
  /** Unsubscribes from this kind of email, without signing in. */
  unsubscribeUrl: string;
  /** The id of the thread. Email clients group the emails of a thread. */
  thread?: string;
  attachment?: MailAttachment;
}

const MAX_NAME = 100;

/**
 * Composes the whole message of an email. Its headers prevent automatic replies and support
 * one-click unsubscribing.
 *
 * @param id - the id of the email, which keeps its Message-ID constant across attempts
 * @param date - milliseconds since 1970
 */
export async function composeMail(
  content: MailContent,
  {
    id,
    to,
    date,
    config: { from, replyTo },
  }: {
    id: string;
    to: Mailbox;
    date: number;
    config: Pick<MailConfig, 'from' | 'replyTo'>;
  },
): Promise<OutgoingMail> {
  const { attachment } = content;
  const sender = sanitiseMailbox(from);
  const recipient = sanitiseMailbox(to);
  const domain = sender.address.split('@')[1];
  // All emails of a thread refer to this id, which no email has, so that clients group them even
  // for people who did not receive the first email.
  const threadRoot = content.thread && `<thread-${content.thread}@${domain}>`;
  const composer = new MailComposer({
    messageId: `<${id}@${domain}>`,
    inReplyTo: threadRoot,
    references: threadRoot,
    date: new Date(date),
    from: sender,
    to: recipient,
    replyTo: replyTo && sanitiseMailbox(replyTo),
    subject: content.subject,
    text: content.text,
    html: content.html.toString(),
    attachments: attachment && [
      {
        filename: attachment.name,
        contentType: attachment.mediaType,
        content: attachment.bytes,
      },
    ],
    headers: {
      'Auto-Submitted': 'auto-generated',
      Precedence: 'bulk',
      'X-Auto-Response-Suppress': 'All',
      // RFC 2919: email clients filter by this header.
      'List-ID': `Callboard <callboard.${domain}>`,
      'List-Unsubscribe': {
        prepared: true,
        value: `<${content.unsubscribeUrl}>`,
      },
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    id,
    envelope: { from: sender.address, to: recipient.address },
    message: await composer.compile().build(),
  };
}

/** Names come from the catalog and are untrusted. */
function sanitiseMailbox({ name, address }: Mailbox): Mailbox {
  return {
    name: sanitiseMailLine(name, MAX_NAME),
    address: toAsciiDomain(address),
  };
}

/** Servers without SMTPUTF8 reject addresses with an internationalised domain in Unicode. */
function toAsciiDomain(address: string): string {
  const start = address.lastIndexOf('@') + 1;
  const domain = address.slice(start);
  return address.slice(0, start) + (domainToASCII(domain) || domain);
}
