import {
  buildMyTimePath,
  formatDuration,
} from '@callboard/plugin-callboard-common';
import { DateTime } from 'luxon';
import { WorkspaceRow } from '../../../core/workspaces/WorkspaceRow';
import { NotificationEvent } from '../../notifications/dispatch/NotificationEvent';
import { ReminderCandidate } from './ReminderSchedule';

/** A day on which a person has logged less than expected. */
export interface DayBehind extends ReminderCandidate {
  logged_minutes: number;
  expected_minutes: number;
}

/**
 * The notification event for a day with too little time logged.
 *
 * @param at - milliseconds since 1970
 */
export function logReminder(
  { id: workspace_id, slug, name }: Pick<WorkspaceRow, 'id' | 'slug' | 'name'>,
  { user_ref, date, ...minutes }: DayBehind,
  at: number,
): NotificationEvent {
  const day = DateTime.fromISO(date, { zone: 'utc', locale: 'en-GB' });
  const { logged_minutes, expected_minutes } = minutes;
  return {
    workspace_id,
    project_id: null,
    visibility: 'workspace',
    type: 'worklog.reminder',
    title: `Log your time for ${day.toFormat('cccc, d MMMM')}`,
    body: `${formatDuration(logged_minutes)} logged, ${formatDuration(
      expected_minutes,
    )} expected.`,
    target_url: buildMyTimePath(slug, { day: date }),
    severity: 'normal',
    meta: { date, ...minutes },
    actor_ref: null,
    rule: 'worklog.reminder',
    reason: `${name} reminds people who have logged less than expected.`,
    dedupe_key: `worklog.reminder:${workspace_id}`,
    at,
    about: null,
    is_mention: false,
    to: { refs: [user_ref] },
    except: [],
  };
}
