import type { Member, Role } from '@callboard/plugin-callboard-common';

/** The role a person was given by hand, if they were given one. */
export function manualRoleOf(member: Member): Role | undefined {
  return member.sources.find(({ source }) => source === 'manual')?.role;
}
