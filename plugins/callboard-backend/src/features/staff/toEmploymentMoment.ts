import { Change } from '../../changes/Changes';
import { WorkspaceRow } from '../../access/rows';
import { getDateInZone } from '../../database/zones';

/** The workspace that staff belong to. Their days are those of its zone. */
export type StaffWorkspace = Pick<WorkspaceRow, 'id' | 'timezone'>;

/** When something happens to staff. */
export interface StaffChangeTime {
  /** Milliseconds since 1970. */
  now: number;
  /** The day in the workspace's zone. */
  today: string;
}

/** The moment of a change. */
export function toEmploymentMoment(
  { now }: Pick<Change, 'now'>,
  { timezone }: StaffWorkspace,
): StaffChangeTime {
  return { now, today: getDateInZone(now, timezone) };
}
