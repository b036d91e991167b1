import { html, renderLink, renderSmallText } from './emailHtml';
import { getPreferencesUrl, MailLinks } from './emailTexts';

/**
 * Creates the footer of an email: why it was sent, and the links to turn such emails off. Its text
 * is a list of paragraphs.
 *
 * @param kind - the kind of emails that the recipient can turn off, from `formatMailKind`
 * @param timezone - the zone of the times in the email
 */
export function createEmailFooter(
  kind: string,
  reason: string,
  { links, timezone }: { links: MailLinks; timezone: string },
) {
  const fullReason = `${reason} Times are in ${timezone}.`;
  const unsubscribe = `Unsubscribe from ${kind}`;
  return {
    reason: fullReason,
    text: [
      '--',
      `Why did I get this? ${fullReason}`,
      `${unsubscribe}: ${links.unsubscribeUrl}`,
      `Notification preferences: ${getPreferencesUrl(links)}`,
    ],
    html: html` ${renderSmallText(
      html`<strong>Why did I get this?</strong> ${fullReason}`,
    )}
    ${renderSmallText(
      html`${renderLink(links.unsubscribeUrl, unsubscribe)} ·
      ${renderLink(getPreferencesUrl(links), 'Notification preferences')}`,
    )}`,
  };
}
