import { z } from 'zod';

/** Role names as in the API, weakest first. @public */
export const roles = ['guest', 'member', 'admin'] as const;

/** @public */
export const role = z.enum(roles);

/** A role in a workspace or a project. @public */
export type Role = z.output<typeof role>;

/** The stored rank of each role; a role includes all roles of lower rank. @public */
export const roleRanks: Readonly<Record<Role, number>> = {
  guest: 5,
  member: 15,
  admin: 20,
};

/**
 * The role with this rank.
 *
 * @throws RangeError for an unknown rank
 * @public
 */
export function getRoleByRank(rank: number): Role {
  const matchingRole = roles.find(name => roleRanks[name] === rank);
  if (!matchingRole) {
    throw new RangeError(`No role has the rank ${rank}`);
  }
  return matchingRole;
}

/** Whether `actual` includes everything that `required` permits. @public */
export function includesRole(actual: Role, required: Role): boolean {
  return roleRanks[actual] >= roleRanks[required];
}
