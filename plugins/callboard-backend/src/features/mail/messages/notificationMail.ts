import { MailedNotification } from '../MailSource';
import {
  byWhomAndWhen,
  formatLocation,
  severityLabel,
  formatMailTitle,
  whichClock,
} from './describe';
import { html } from './html';
import { button, layout, link, paragraphs, small, styles } from './layout';
import { MailLinks, preferencesUrl, targetUrl } from './links';
import { MailContent } from './MailContent';
import { plainLine, plainText } from './plainText';

const MAX_SUBJECT = 150;
const MAX_PREVIEW = 140;
const MAX_BODY = 4_000;
const MAX_REASON = 500;

/** The email about one notification or announcement. */
export function notificationMail(
  notification: MailedNotification,
  { links, timezone }: { links: MailLinks; timezone: string },
): MailContent {
  const title = formatMailTitle(notification);
  const location = formatLocation(notification);
  const urgency = severityLabel(notification);
  const facts = byWhomAndWhen(notification, timezone);
  const body = plainText(notification.body ?? '', MAX_BODY);
  const reason = `${plainLine(notification.reason, MAX_REASON)} ${whichClock(
    timezone,
  )}`;
  const label = plainLine(notification.label, MAX_SUBJECT);
  const target = targetUrl(links, notification.target_url);
  const heading = notification.is_announcement
    ? `Announcement · ${location}`
    : location;
  const subject = plainLine(
    [urgency && `[${urgency}]`, title].filter(Boolean).join(' '),
    MAX_SUBJECT,
  );
  return {
    subject,
    unsubscribeUrl: links.unsubscribeUrl,
    thread: notification.work_item_id ?? undefined,
    text: [
      urgency ? `${heading} · ${urgency}` : heading,
      title,
      body,
      facts,
      target && `Open: ${target}`,
      '--',
      `Why did I get this? ${reason}`,
      `Unsubscribe from “${label}” emails: ${links.unsubscribeUrl}`,
      `Notification preferences: ${preferencesUrl(links)}`,
    ]
      .filter(Boolean)
      .join('\n\n'),
    html: layout({
      title: subject,
      preview: plainLine(body || reason, MAX_PREVIEW),
      content: html` ${small(
          urgency
            ? html`${heading} ·
                <strong class="mark" style="color:#b3261e">${urgency}</strong>`
            : heading,
        )}
        <h1 dir="auto" style="${styles.title}">${title}</h1>
        ${body ? paragraphs(body) : undefined} ${small(facts)}
        ${target &&
        button(
          target,
          notification.is_announcement ? 'Read more' : 'Open in the portal',
        )}`,
      footer: html` ${small(
        html`<strong>Why did I get this?</strong> ${reason}`,
      )}
      ${small(
        html`${link(
          links.unsubscribeUrl,
          html`Unsubscribe from “${label}” emails`,
        )}
        · ${link(preferencesUrl(links), 'Notification preferences')}`,
      )}`,
    }),
  };
}
