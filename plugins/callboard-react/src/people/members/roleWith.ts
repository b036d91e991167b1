import {
  roleIncludes,
  type Member,
  type Role,
} from '@callboard/plugin-callboard-common';

/** The effective role of a member if they had this manual role. */
export function roleWith(member: Member, byHand: Role): Role {
  return member.sources
    .filter(({ source }) => source !== 'manual')
    .map(({ role }) => role)
    .reduce((best, role) => (roleIncludes(role, best) ? role : best), byHand);
}
