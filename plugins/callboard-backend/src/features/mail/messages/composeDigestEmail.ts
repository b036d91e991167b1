import { groupBy } from 'lodash';
import { DigestContent, MailedNotification } from '../MailSource';
import {
  formatActorAndTime,
  formatLocation,
  severityLabels,
  formatMailTitle,
  MailLinks,
  getNotificationsUrl,
  getTargetUrl,
} from './emailTexts';
import {
  html,
  Html,
  renderButtonLink,
  renderLink,
  renderSmallText,
  styles,
} from './emailHtml';
import { MailContent } from './composeMail';
import { createMailContent } from './createMailContent';

/** The maximum number of notifications that a digest lists by title. */
export const DIGEST_ITEMS = 50;

export function composeDigestEmail(
  { items, total }: DigestContent,
  {
    links,
    timezone,
    frequency,
  }: { links: MailLinks; timezone: string; frequency: 'daily' | 'weekly' },
): MailContent {
  const shown = items.slice(0, DIGEST_ITEMS);
  const moreCount = total - shown.length;
  const period = frequency === 'daily' ? 'Your day' : 'Your week';
  const count = total === 1 ? '1 notification' : `${total} notifications`;
  const subject = `${period} in Callboard: ${count}`;
  const moreText = moreCount > 0 ? `And ${moreCount} more.` : undefined;
  const groups = Object.entries(groupBy(shown, formatLocation));
  return createMailContent({
    subject,
    reason: `You chose a ${frequency} digest of unread notifications.`,
    links,
    timezone,
    text: [
      subject,
      ...groups.map(([location, groupItems]) =>
        [
          `${location}\n${'-'.repeat(Math.min(location.length, 72))}`,
          ...groupItems.map(item => formatItemText(item, links, timezone)),
        ].join('\n\n'),
      ),
      moreText,
      `See all: ${getNotificationsUrl(links)}`,
    ],
    preview: shown.map(formatMailTitle).slice(0, 3).join(' · '),
    html: html` <h1 style="${styles.title}">${subject}</h1>
      ${groups.map(([location, groupItems]) =>
        renderGroup(location, groupItems, links, timezone),
      )}
      ${moreText && renderSmallText(moreText)}
      ${renderButtonLink(getNotificationsUrl(links), 'See all')}`,
  });
}

function formatItemText(
  item: MailedNotification,
  links: MailLinks,
  timezone: string,
): string {
  const severityLabel = severityLabels[item.severity];
  const target = getTargetUrl(links, item.target_url);
  return [
    `* ${severityLabel ? `[${severityLabel}] ` : ''}${formatMailTitle(item)}`,
    `  ${formatActorAndTime(item, timezone)}`,
    target && `  ${target}`,
  ]
    .filter(Boolean)
    .join('\n');
}

function renderGroup(
  location: string,
  items: readonly MailedNotification[],
  links: MailLinks,
  timezone: string,
): Html {
  return html` <h2
      style="margin:20px 0 8px;font-size:15px;line-height:22px;font-weight:600"
    >
      ${location}
    </h2>
    <ul style="margin:0;padding:0;list-style:none">
      ${items.map(item => renderItem(item, links, timezone))}
    </ul>`;
}

function renderItem(
  item: MailedNotification,
  links: MailLinks,
  timezone: string,
): Html {
  const target = getTargetUrl(links, item.target_url);
  const title = formatMailTitle(item);
  const severityLabel = severityLabels[item.severity];
  return html` <li
    dir="auto"
    style="margin:0 0 4px;font-size:15px;line-height:22px"
  >
    ${severityLabel &&
    html`<strong class="mark" style="color:#b3261e"
      >${severityLabel}</strong
    > `}${target ? renderLink(target, title) : title}${renderSmallText(
      formatActorAndTime(item, timezone),
    )}
  </li>`;
}
