import type { Me } from '@callboard/plugin-callboard-common';
import { OPEN_GROUPS } from '../filters/workQueryOf';

/** The request for what is assigned to the reader, or what is open of it. */
export function myWorkQueryOf(
  me: Pick<Me, 'user_ref'> | undefined,
  options: { isOpen: boolean },
): { assignees?: string; state_group?: string } {
  return {
    // The page is drawn once it is known who looks at it.
    assignees: me?.user_ref,
    state_group: options.isOpen ? OPEN_GROUPS.join(',') : undefined,
  };
}
