import { z } from 'zod';

/** Roles by their names on the wire, weakest first. @public */
export const roles = ['guest', 'member', 'admin'] as const;

/** @public */
export const role = z.enum(roles);

/** A role in a workspace or a project. @public */
export type Role = z.output<typeof role>;

/** The rank that is stored for a role; a higher rank includes the lower. @public */
export const roleRanks: Readonly<Record<Role, number>> = {
  guest: 5,
  member: 15,
  admin: 20,
};

/**
 * The role with this rank.
 *
 * @throws RangeError for a rank that is no role's
 * @public
 */
export function roleOfRank(rank: number): Role {
  const found = roles.find(name => roleRanks[name] === rank);
  if (!found) {
    throw new RangeError(`No role has the rank ${rank}`);
  }
  return found;
}

/** Whether `actual` includes everything `required` may do. @public */
export function roleIncludes(actual: Role, required: Role): boolean {
  return roleRanks[actual] >= roleRanks[required];
}
