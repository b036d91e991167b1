import { MailedDocument, MailAttachment } from '../MailSource';
import {
  formatLocation,
  MailLinks,
  getTargetUrl,
  sanitiseMailLine,
} from './emailTexts';
import { html, renderButtonLink, renderSmallText, styles } from './emailHtml';
import { MailContent } from './composeMail';
import { createMailContent } from './createMailContent';

const MAX_SUBJECT = 150;
const MAX_ABOUT = 500;

export function composeDocumentEmail(
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
  const subject = sanitiseMailLine(document.title, MAX_SUBJECT) || '(no title)';
  const location = formatLocation({ ...document, project_name: null });
  const about = sanitiseMailLine(document.about, MAX_ABOUT);
  const target = getTargetUrl(links, document.target_url);
  return {
    ...createMailContent({
      subject,
      label,
      reason: document.reason,
      links,
      timezone,
      text: [location, subject, about, target && `Open: ${target}`],
      preview: about,
      html: html`${renderSmallText(location)}
        <h1 dir="auto" style="${styles.title}">${subject}</h1>
        <p style="${styles.text}">${about}</p>
        ${target && renderButtonLink(target, 'Open in Callboard')}`,
    }),
    attachment: file,
  };
}
