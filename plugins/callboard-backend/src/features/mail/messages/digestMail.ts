import { groupBy } from 'lodash';
import { DigestContent, MailedNotification } from '../MailSource';
import {
  byWhomAndWhen,
  formatLocation,
  severityLabel,
  formatMailTitle,
  whichClock,
} from './describe';
import { html, Html } from './html';
import { button, layout, link, small, styles } from './layout';
import {
  MailLinks,
  notificationsUrl,
  preferencesUrl,
  targetUrl,
} from './links';
import { MailContent } from './MailContent';

/** The number of notifications that a digest lists by title. */
export const DIGEST_ITEMS = 50;

/** The digest of a user's notifications of a day or a week. */
export function digestMail(
  { items, total }: DigestContent,
  {
    links,
    timezone,
    frequency,
  }: { links: MailLinks; timezone: string; frequency: 'daily' | 'weekly' },
): MailContent {
  const shown = items.slice(0, DIGEST_ITEMS);
  const more = total - shown.length;
  const name = frequency === 'daily' ? 'Your day' : 'Your week';
  const count = total === 1 ? '1 notification' : `${total} notifications`;
  const subject = `${name} in Callboard: ${count}`;
  const moreText = more > 0 ? `And ${more} more.` : undefined;
  const why = `You chose a ${frequency} digest of unread notifications. ${whichClock(
    timezone,
  )}`;
  const groups = Object.entries(groupBy(shown, formatLocation));
  return {
    subject,
    unsubscribeUrl: links.unsubscribeUrl,
    text: [
      subject,
      ...groups.map(([location, some]) =>
        [
          `${location}\n${'-'.repeat(Math.min(location.length, 72))}`,
          ...some.map(item => itemText(item, links, timezone)),
        ].join('\n\n'),
      ),
      moreText,
      `See all: ${notificationsUrl(links)}`,
      '--',
      `Why did I get this? ${why}`,
      `Unsubscribe from digests: ${links.unsubscribeUrl}`,
      `Notification preferences: ${preferencesUrl(links)}`,
    ]
      .filter(Boolean)
      .join('\n\n'),
    html: layout({
      title: subject,
      preview: shown.map(formatMailTitle).slice(0, 3).join(' · '),
      content: html` <h1 style="${styles.title}">${subject}</h1>
        ${groups.map(([location, some]) =>
          groupHtml(location, some, links, timezone),
        )}
        ${moreText && small(moreText)}
        ${button(notificationsUrl(links), 'See all')}`,
      footer: html` ${small(html`<strong>Why did I get this?</strong> ${why}`)}
      ${small(
        html`${link(links.unsubscribeUrl, 'Unsubscribe from digests')} ·
        ${link(preferencesUrl(links), 'Notification preferences')}`,
      )}`,
    }),
  };
}

function itemText(
  item: MailedNotification,
  links: MailLinks,
  timezone: string,
): string {
  const urgency = severityLabel(item);
  const target = targetUrl(links, item.target_url);
  return [
    `* ${urgency ? `[${urgency}] ` : ''}${formatMailTitle(item)}`,
    `  ${byWhomAndWhen(item, timezone)}`,
    target && `  ${target}`,
  ]
    .filter(Boolean)
    .join('\n');
}

function groupHtml(
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
      ${items.map(item => itemHtml(item, links, timezone))}
    </ul>`;
}

function itemHtml(
  item: MailedNotification,
  links: MailLinks,
  timezone: string,
): Html {
  const target = targetUrl(links, item.target_url);
  const title = formatMailTitle(item);
  const urgency = severityLabel(item);
  return html` <li
    dir="auto"
    style="margin:0 0 4px;font-size:15px;line-height:22px"
  >
    ${urgency &&
    html`<strong class="mark" style="color:#b3261e"
      >${urgency}</strong
    > `}${target ? link(target, title) : title}${small(
      byWhomAndWhen(item, timezone),
    )}
  </li>`;
}
