import type { Member, Role } from '@callboard/plugin-callboard-common';

/** The role that was assigned manually, if any. */
export function findManualRole(member: Member): Role | undefined {
  return member.sources.find(({ source }) => source === 'manual')?.role;
}
