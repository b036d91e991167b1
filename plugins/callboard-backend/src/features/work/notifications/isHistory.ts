import { ChangeEvent, OWN_SOURCE } from '@callboard/plugin-callboard-common';
import { getFieldValue } from '../../../changes/fieldsOf';
import { getPersonName } from './wording';

/** A source's changes older than this count as history and are not notified. */
const NEWS_FOR_MS = 86_400_000;

/** Whether a source imports an old comment. */
export function isOldComment(change: ChangeEvent): boolean {
  const written = Date.parse(String(getFieldValue(change, 'created_at')));
  return (
    change.action === 'create' &&
    Date.parse(change.created_at) - written > NEWS_FOR_MS
  );
}

/** Whether a source assigns work that was completed there. */
export function isOldWork(change: ChangeEvent): boolean {
  return (
    Boolean(getFieldValue(change, 'completed_at')) &&
    getFieldValue(change, 'source') !== OWN_SOURCE &&
    (change.action === 'create' || !getPersonName(change))
  );
}
