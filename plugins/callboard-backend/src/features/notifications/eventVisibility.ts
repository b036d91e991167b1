import { Visibility } from '@callboard/plugin-callboard-common';
import { visibilityCodes } from '../../changes/log/visibilityCodes';

/**
 * The visibility of a notification event. In addition to the visibilities of changes,
 * `recipients` lets every recipient read it regardless of their access, such as a user who
 * was removed from a workspace. Such an event must contain nothing secret.
 */
export type EventVisibility = Visibility | 'recipients';

/** Visibilities as they are stored. */
export const eventVisibilityCodes: Record<EventVisibility, number> = {
  ...visibilityCodes,
  recipients: 6,
};

const byCode = new Map(
  Object.entries(eventVisibilityCodes).map(([name, code]) => [
    code,
    name as EventVisibility,
  ]),
);

/** Converts a stored code to a visibility. */
export function readEventVisibility(code: number): EventVisibility {
  return byCode.get(code)!;
}
