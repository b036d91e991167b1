import { MailedDocument } from '../DocumentSource';
import { formatLocation, whichClock } from './describe';
import { html } from './html';
import { button, layout, link, small, styles } from './layout';
import { MailLinks, preferencesUrl, targetUrl } from './links';
import { MailAttachment, MailContent } from './MailContent';
import { plainLine } from './plainText';

const MAX_SUBJECT = 150;
const MAX_REASON = 500;

/** The email with a document. */
export function documentMail(
  document: MailedDocument,
  {
    file,
    links,
    label,
    timezone,
  }: {
    file: MailAttachment;
    links: MailLinks;
    label: string;
    timezone: string;
  },
): MailContent {
  const subject = plainLine(document.title, MAX_SUBJECT) || '(no title)';
  const location = formatLocation({ ...document, project_name: null });
  const about = plainLine(document.about, MAX_REASON);
  const reason = `${plainLine(document.reason, MAX_REASON)} ${whichClock(
    timezone,
  )}`;
  const kind = plainLine(label, MAX_SUBJECT);
  const target = targetUrl(links, document.target_url);
  return {
    subject,
    unsubscribeUrl: links.unsubscribeUrl,
    attachment: file,
    text: [
      location,
      subject,
      about,
      target && `Open: ${target}`,
      '--',
      `Why did I get this? ${reason}`,
      `Unsubscribe from “${kind}” emails: ${links.unsubscribeUrl}`,
      `Notification preferences: ${preferencesUrl(links)}`,
    ]
      .filter(Boolean)
      .join('\n\n'),
    html: layout({
      title: subject,
      preview: about,
      content: html`${small(location)}
        <h1 dir="auto" style="${styles.title}">${subject}</h1>
        <p style="${styles.text}">${about}</p>
        ${target && button(target, 'Open in Callboard')}`,
      footer: html` ${small(
        html`<strong>Why did I get this?</strong> ${reason}`,
      )}
      ${small(
        html`${link(links.unsubscribeUrl, `Unsubscribe from “${kind}” emails`)}
        · ${link(preferencesUrl(links), 'Notification preferences')}`,
      )}`,
    }),
  };
}
