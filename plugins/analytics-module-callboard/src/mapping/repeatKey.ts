import { NewActivity } from '@callboard/plugin-callboard-common';

const REPEATABLE = new Set(['page_view', 'entity_view', 'search', 'not_found']);

/**
 * The key by which two activities within seconds are duplicates, or undefined for activities that
 * always count. Redirects, remounts, tabs of one entity and refreshed result lists make the portal
 * report the same event twice.
 */
export function getRepeatKey(activity: NewActivity): string | undefined {
  return REPEATABLE.has(activity.action)
    ? `${activity.action} ${activity.entity_id ?? activity.entity_label}`
    : undefined;
}
