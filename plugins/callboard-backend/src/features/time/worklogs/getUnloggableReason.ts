import { formatDuration } from '@callboard/plugin-callboard-common';
import { LoggableItem } from './LoggableItems';
import { getUntrackedReason } from './requireTracked';
import { WorklogProblem } from './findWorklogProblems';
import { WorklogRow } from './WorklogRow';

/** The reason why a person cannot log time on an item, as shown to them; undefined if they can. */
export function getUnloggableReason(
  item: LoggableItem | undefined,
): string | undefined {
  if (!item?.canView) {
    return 'you no longer have access to its work item';
  }
  if (item.isDeleted) {
    return `${item.identifier} is deleted`;
  }
  return item.canLog
    ? getUntrackedReason(item.project)
    : `you can no longer log time on ${item.identifier}`;
}

/** The same for a worklog on an item that they can log on. */
export function getUnloggedReason(
  { field, reason, isLocked }: WorklogProblem,
  { duration_minutes, logged_at, activity_type }: WorklogRow,
): string {
  const subjects = {
    duration_minutes: `${formatDuration(duration_minutes)} on ${logged_at}`,
    logged_at,
    description: 'a description',
    activity_type: `${activity_type}`,
  };
  return isLocked ? reason : `${subjects[field]} ${reason}`;
}
