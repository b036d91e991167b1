import { ChangeEvent } from '@callboard/plugin-callboard-common';
import { BulkChanges } from '@callboard/plugin-callboard-node';
import { DateTime } from 'luxon';
import { uniq } from 'lodash';
import { cutText } from '../../../database/cutText';

/** The most characters of a text that a notification quotes. */
const MAX_QUOTED = 300;

/** The name of the person who made a change; undefined for services. */
export function getPersonName({ actor }: ChangeEvent): string | undefined {
  return actor.user_ref.startsWith('user:') ? actor.display_name : undefined;
}

/** A sentence about what a person did in a change; null for services. */
export function describeChange(
  change: ChangeEvent,
  did: string,
): string | null {
  const person = getPersonName(change);
  return person ? `${person} ${did}.` : null;
}

/** A text without quoted lines, shortened to one line. */
export function quote(text: unknown): string | null {
  if (typeof text !== 'string' || text.trim() === '') {
    return null;
  }
  const own = text.replace(/^[ \t]*>.*$/gm, '').trim() || text;
  const line = own.replace(/\s+/g, ' ').trim();
  return line.length > MAX_QUOTED ? `${cutText(line, MAX_QUOTED - 1)}…` : line;
}

/** A formatted calendar date, such as "24 November 2026". */
export function formatLongDate(date: string): string {
  return DateTime.fromISO(date).setLocale('en-GB').toFormat('d MMMM yyyy');
}

/** Labels of the entities of a bulk action: the first ones and the number of others. */
export function formatBulkLabels({ first, count }: BulkChanges): string | null {
  const labels = uniq(first.flatMap(({ entity_label }) => entity_label ?? []));
  const more = count - first.length;
  const lines = more > 0 ? [...labels, `and ${more} more`] : labels;
  return lines.length > 0 ? lines.join('\n') : null;
}
