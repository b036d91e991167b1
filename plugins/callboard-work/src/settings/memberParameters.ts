/**
 * What of the address narrows the members of the settings down; the list of
 * items has the usual parameters.
 */
export const memberParameters = ['member', 'member_role'] as const;
