import { writeDuration } from '@callboard/plugin-callboard-common';
import { LoggableItem } from './LoggableItems';
import { whyUntracked } from './requireTracked';
import { WorklogProblem } from './worklogProblems';
import { WorklogRow } from './WorklogRow';

/** The reason why a person cannot log time on an item, as shown to them; undefined if they can. */
export function whyNotLoggable(
  item: LoggableItem | undefined,
): string | undefined {
  if (!item?.isSeen) {
    return 'you no longer have access to its work item';
  }
  if (item.isDeleted) {
    return `${item.identifier} is deleted`;
  }
  return item.mayLog
    ? whyUntracked(item.project)
    : `you can no longer log time on ${item.identifier}`;
}

/** The same for a worklog on an item that they can log on. */
export function whyNotLogged(
  { field, reason, isLocked }: WorklogProblem,
  { duration_minutes, logged_at, activity_type }: WorklogRow,
): string {
  const subjects = {
    duration_minutes: `${writeDuration(duration_minutes)} on ${logged_at}`,
    logged_at,
    description: 'a description',
    activity_type: `${activity_type}`,
  };
  return isLocked ? reason : `${subjects[field]} ${reason}`;
}
