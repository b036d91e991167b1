import { MailContent } from './composeMail';
import {
  Html,
  html,
  renderLayout,
  renderLink,
  renderSmallText,
} from './emailHtml';
import { formatMailKind, MailLinks, sanitiseMailLine } from './emailTexts';

const MAX_PREVIEW = 140;
const MAX_REASON = 500;

/**
 * Creates the content of an email, with a footer that contains the reason for the email and the
 * links to turn such emails off.
 */
export function createMailContent({
  label,
  links,
  timezone,
  ...email
}: {
  subject: string;
  /** The label of the notification type; undefined for digests. */
  label?: string;
  reason: string;
  links: MailLinks;
  /** The zone of the times in the email. */
  timezone: string;
  /** The paragraphs of the plain text; empty ones are omitted. */
  text: ReadonlyArray<string | undefined>;
  html: Html;
  /** The text next to the subject in lists of emails; by default the reason. */
  preview?: string;
}): MailContent {
  const { subject } = email;
  const { preferencesUrl } = links;
  const shortReason = sanitiseMailLine(email.reason, MAX_REASON);
  const reason = `${shortReason} Times are in ${timezone}.`;
  const unsubscribe = `Unsubscribe from ${formatMailKind(label)}`;
  const text = [
    ...email.text,
    '--',
    `Why did I get this? ${reason}`,
    `${unsubscribe}: ${links.unsubscribeUrl}`,
    preferencesUrl && `Notification preferences: ${preferencesUrl}`,
  ];
  return {
    subject,
    unsubscribeUrl: links.unsubscribeUrl,
    text: text.filter(Boolean).join('\n\n'),
    html: renderLayout({
      title: subject,
      preview: email.preview ?? sanitiseMailLine(reason, MAX_PREVIEW),
      content: email.html,
      footer: html` ${renderSmallText(
        html`<strong>Why did I get this?</strong> ${reason}`,
      )}
      ${renderSmallText(
        html`${renderLink(links.unsubscribeUrl, unsubscribe)}
        ${preferencesUrl &&
        html` · ${renderLink(preferencesUrl, 'Notification preferences')}`}`,
      )}`,
    }),
  };
}
