import {
  getLinkKind,
  MAX_NOTIFICATION_BODY,
  MAX_NOTIFICATION_META,
  MAX_NOTIFICATION_TITLE,
  normaliseUrl,
  notificationSeverities,
  getUtf8Length,
} from '@callboard/plugin-callboard-common';
import {
  NotificationRule,
  RuleAudience,
  RuleEvent,
} from '@callboard/plugin-callboard-node';
import { cutText } from '../../../database/text';
import { isId } from '../../../database/paging';
import { isTypeName } from './NotificationTypes';

const MAX_DEDUPE_KEY_LENGTH = 255;

/** The texts that a single event and a summary have in common. */
type RuleTexts = ReturnType<NonNullable<NotificationRule['bulk']>['toEvent']>;

/**
 * Sanitises the texts of a rule: shortens them, and removes characters that cannot be stored.
 *
 * @throws Error when the title is empty or another value is invalid
 */
export function sanitiseRuleTexts({
  type,
  title,
  body,
  target_url,
  reason,
  severity = 'normal',
  dedupe_key,
  meta,
}: RuleTexts) {
  const cleanTitle = clean(title).replace(/\s+/g, ' ').trim();
  requireThat(isTypeName(type), `'${type}' is not a valid notification type`);
  requireThat(cleanTitle !== '', 'its title is empty');
  requireThat(
    !target_url || getLinkKind(target_url) !== undefined,
    `its target_url ${target_url} is not a valid link`,
  );
  requireThat(
    notificationSeverities.includes(severity),
    `'${severity}' is not a severity`,
  );
  requireThat(
    !dedupe_key ||
      (isClean(dedupe_key) && dedupe_key.length <= MAX_DEDUPE_KEY_LENGTH),
    'its dedupe_key is too long or contains characters that cannot be stored',
  );
  requireThat(
    !meta || getUtf8Length(JSON.stringify(meta)) <= MAX_NOTIFICATION_META,
    'its meta is too large',
  );
  return {
    type,
    title: shortenText(cleanTitle, MAX_NOTIFICATION_TITLE),
    body: body ? shortenText(clean(body), MAX_NOTIFICATION_BODY) : null,
    target_url: target_url ? normaliseUrl(target_url) : null,
    reason: clean(reason),
    severity,
    dedupe_key: dedupe_key ?? null,
    meta: meta ?? {},
  };
}

/**
 * Validates a notification, and sanitises its texts.
 *
 * @throws Error when the notification is invalid
 */
export function validateRuleEvent(ruleEvent: RuleEvent): RuleEvent {
  const { to, about } = ruleEvent;
  const ids = [
    ...(about ? [about.work_item_id] : []),
    ...('followers_of' in to ? [to.followers_of.work_item_id] : []),
  ];
  requireThat(ids.every(isId), 'its work_item_id is not a valid id');
  requireThat(
    getPersonRefs(to).every(isClean),
    'one of its user references contains characters that cannot be stored',
  );
  return { ...ruleEvent, ...sanitiseRuleTexts(ruleEvent) };
}

function getPersonRefs(to: RuleAudience): readonly string[] {
  if ('people' in to) {
    return to.people;
  }
  return 'followers_of' in to ? to.except ?? [] : [];
}

function requireThat(isValid: boolean, problem: string): void {
  if (!isValid) {
    throw new Error(`The notification cannot be sent: ${problem}`);
  }
}

/** Removes lone surrogates, and control characters other than newline and tab. */
function clean(text: string): string {
  return text.replace(/\p{Cs}|[^\P{Cc}\n\t]/gu, '');
}

function isClean(text: string): boolean {
  return clean(text) === text;
}

function shortenText(text: string, maxLength: number): string {
  return text.length > maxLength ? `${cutText(text, maxLength - 1)}…` : text;
}
