import type { Me } from '@callboard/plugin-callboard-common';
import { toFakeId } from './toFakeId';

/** Max Member of the default workspace, unless the values differ. @internal */
export function newMe(
  values: Partial<Omit<Me, 'workspaces'>> &
    Partial<Pick<Me['workspaces'][number], 'role'>> = {},
): Me {
  const { role = 'member', ...others } = values;
  return {
    user_ref: 'user:default/max.member',
    display_name: 'Max Member',
    email: null,
    picture: null,
    is_super_admin: false,
    ...others,
    workspaces: [
      {
        id: toFakeId('workspace', 1),
        slug: 'default',
        name: 'Everybody',
        timezone: 'UTC',
        role,
      },
    ],
  };
}
