import { ProjectRow } from '../../../access/rows';
import { InvalidRequestError } from '../../../http/errors';

/** The reason why time cannot be logged in a project; undefined where it can. */
export function getUntrackedReason({
  name,
  archived_at,
  is_time_tracking_enabled,
}: ProjectRow): string | undefined {
  if (archived_at !== null) {
    return `the project ${name} is archived`;
  }
  return is_time_tracking_enabled
    ? undefined
    : `time tracking is off in the project ${name}`;
}

/** @throws InvalidRequestError for a project in which no time can be logged */
export function requireTracked(project: ProjectRow, field = 'path.pid'): void {
  const reason = getUntrackedReason(project);
  if (reason !== undefined) {
    throw new InvalidRequestError([{ field, reason }]);
  }
}
