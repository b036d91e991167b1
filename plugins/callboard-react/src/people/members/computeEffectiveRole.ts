import {
  includesRole,
  type Member,
  type Role,
} from '@callboard/plugin-callboard-common';

/** The effective role of a member if they had this manual role. */
export function computeEffectiveRole(member: Member, byHand: Role): Role {
  return member.sources
    .filter(({ source }) => source !== 'manual')
    .map(({ role }) => role)
    .reduce((best, role) => (includesRole(role, best) ? role : best), byHand);
}
