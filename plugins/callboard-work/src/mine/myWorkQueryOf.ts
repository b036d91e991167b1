import type { Me } from '@callboard/plugin-callboard-common';
import { OPEN_GROUPS } from '../filters/workQueryOf';

/** The query for the reader's items, or only the open ones. */
export function myWorkQueryOf(
  me: Pick<Me, 'user_ref'> | undefined,
  options: { isOpen: boolean },
): { assignees?: string; state_group?: string } {
  return {
    // Pages render only once `me` is loaded.
    assignees: me?.user_ref,
    state_group: options.isOpen ? OPEN_GROUPS.join(',') : undefined,
  };
}
