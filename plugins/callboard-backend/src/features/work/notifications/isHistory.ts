import { ChangeEvent, OWN_SOURCE } from '@callboard/plugin-callboard-common';
import { valueOf } from '../../../changes/fieldsOf';
import { personOf } from './wording';

/** What a source tells of longer ago than this is history, and no news. */
const NEWS_FOR_MS = 86_400_000;

/** Whether a source brings a comment that was written long ago. */
export function isOldComment(change: ChangeEvent): boolean {
  const written = Date.parse(String(valueOf(change, 'created_at')));
  return (
    change.action === 'create' &&
    Date.parse(change.created_at) - written > NEWS_FOR_MS
  );
}

/** Whether a source assigns work that was completed there. */
export function isOldWork(change: ChangeEvent): boolean {
  return (
    Boolean(valueOf(change, 'completed_at')) &&
    valueOf(change, 'source') !== OWN_SOURCE &&
    (change.action === 'create' || !personOf(change))
  );
}
