import { NewActivity } from '@callboard/plugin-callboard-common';

const REPEATABLE = new Set(['page_view', 'entity_view', 'search', 'not_found']);

/**
 * What makes two activities the same one when they come within seconds, or
 * undefined for those that count each time. Redirects, remounts, tabs of one
 * entity and refreshed result lists make the portal tell the same thing twice.
 */
export function repeatKey(activity: NewActivity): string | undefined {
  return REPEATABLE.has(activity.action)
    ? `${activity.action} ${activity.entity_id ?? activity.entity_label}`
    : undefined;
}
