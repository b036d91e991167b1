import {
  exampleItemOf,
  idOf,
} from '@callboard/plugin-callboard-react/testUtils';
import type { Member } from '@callboard/plugin-callboard-common';

/** A member of the project or workspace. Makes up what is not given. */
export function fakeMember(given: Partial<Member>, at: number): Member {
  return exampleItemOf('listProjectMembers', {
    id: idOf('item', 100 + at),
    user_ref: 'user:default/max.member',
    display_name: 'Max Member',
    role: 'member',
    sources: [{ source: 'manual', role: 'member' }],
    ...given,
  });
}
