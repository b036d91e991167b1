import {
  linkKind,
  MAX_METADATA_BYTES,
  utf8Length,
} from '@callboard/plugin-callboard-common';
import { NoticeWords, RuleNotice } from '@callboard/plugin-callboard-node';
import { cutText } from '../../../database/cutText';

const MOST_TITLE = 255;
const MOST_BODY = 4_000;

/**
 * What a rule says, as it can be stored: cut, and without what no text has.
 *
 * @throws Error where nothing can be made of it, such as a title of nothing
 */
export function checkedWords({
  title,
  body,
  target_url,
  reason,
  meta,
}: NoticeWords & Pick<RuleNotice, 'reason' | 'meta'>) {
  const line = clean(title).replace(/\s+/g, ' ').trim();
  if (line === '') {
    throw new Error('The title of a notification is empty');
  }
  if (target_url && linkKind(target_url) === undefined) {
    throw new Error(`A notification cannot lead to ${target_url}`);
  }
  if (meta && utf8Length(JSON.stringify(meta)) > MAX_METADATA_BYTES) {
    throw new Error('The meta of a notification is too large');
  }
  return {
    title: shortened(line, MOST_TITLE),
    body: body ? shortened(clean(body), MOST_BODY) : null,
    target_url: target_url ?? null,
    reason: clean(reason),
    meta: meta ?? {},
  };
}

/** Without what PostgreSQL does not store, or no screen shows. */
function clean(text: string): string {
  return text.replace(/\p{Cs}|[^\P{Cc}\n\t]/gu, '');
}

function shortened(text: string, most: number): string {
  return text.length > most ? `${cutText(text, most - 1)}…` : text;
}
