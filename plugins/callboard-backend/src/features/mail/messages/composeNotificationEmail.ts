import { MailedNotification } from '../MailSource';
import {
  formatActorAndTime,
  formatLocation,
  severityLabels,
  formatMailTitle,
  MailLinks,
  getTargetUrl,
  sanitiseMailLine,
  sanitiseMailText,
} from './emailTexts';
import {
  html,
  renderButtonLink,
  renderParagraphs,
  renderSmallText,
  styles,
} from './emailHtml';
import { MailContent } from './composeMail';
import { createMailContent } from './createMailContent';

const MAX_SUBJECT = 150;
const MAX_PREVIEW = 140;
const MAX_BODY = 4_000;

export function composeNotificationEmail(
  notification: MailedNotification,
  { links, timezone }: { links: MailLinks; timezone: string },
): MailContent {
  const title = formatMailTitle(notification);
  const location = formatLocation(notification);
  const severityLabel = severityLabels[notification.severity];
  const actorAndTime = formatActorAndTime(notification, timezone);
  const body = sanitiseMailText(notification.body ?? '', MAX_BODY);
  const target = getTargetUrl(links, notification.target_url);
  const heading = notification.is_announcement
    ? `Announcement · ${location}`
    : location;
  const subject = sanitiseMailLine(
    [severityLabel && `[${severityLabel}]`, title].filter(Boolean).join(' '),
    MAX_SUBJECT,
  );
  return {
    ...createMailContent({
      subject,
      label: notification.label,
      reason: notification.reason,
      links,
      timezone,
      text: [
        severityLabel ? `${heading} · ${severityLabel}` : heading,
        title,
        body,
        actorAndTime,
        target && `Open: ${target}`,
      ],
      preview: body ? sanitiseMailLine(body, MAX_PREVIEW) : undefined,
      html: html` ${renderSmallText(
          severityLabel
            ? html`${heading} ·
                <strong class="mark" style="color:#b3261e"
                  >${severityLabel}</strong
                >`
            : heading,
        )}
        <h1 dir="auto" style="${styles.title}">${title}</h1>
        ${body ? renderParagraphs(body) : undefined}
        ${renderSmallText(actorAndTime)}
        ${target &&
        renderButtonLink(
          target,
          notification.is_announcement ? 'Read more' : 'Open in the portal',
        )}`,
    }),
    thread: notification.work_item_id ?? undefined,
  };
}
