import type { Me } from '@callboard/plugin-callboard-common';
import { OPEN_GROUPS } from '../filters/buildWorkQuery';

/** The lists of the reader's work, in their order on the page. */
export const myWorkLists = ['assigned', 'created', 'following'] as const;

/** The name of such a list. */
export type MyWorkListName = (typeof myWorkLists)[number];

/** The list and filter of the reader's items. */
export interface MyWorkChoice {
  list: MyWorkListName;
  isOpen: boolean;
}

/** Returns the query for the items of a list, or only the open ones. */
export function toMyWorkQuery(
  me: Pick<Me, 'user_ref'> | undefined,
  { list, isOpen }: MyWorkChoice,
): {
  assignees?: string;
  created_by?: string;
  is_followed?: 'true';
  state_group?: string;
} {
  // Pages render only once `me` is loaded.
  const user_ref = me?.user_ref;
  const filters = {
    assigned: { assignees: user_ref },
    created: { created_by: user_ref },
    following: { is_followed: 'true' as const },
  };
  return {
    ...filters[list],
    state_group: isOpen ? OPEN_GROUPS.join(',') : undefined,
  };
}
