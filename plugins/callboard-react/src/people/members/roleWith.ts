import {
  roleIncludes,
  type Member,
  type Role,
} from '@callboard/plugin-callboard-common';

/** What a member would be, were they given this role by hand. */
export function roleWith(member: Member, byHand: Role): Role {
  return member.sources
    .filter(({ source }) => source !== 'manual')
    .map(({ role }) => role)
    .reduce((best, role) => (roleIncludes(role, best) ? role : best), byHand);
}
