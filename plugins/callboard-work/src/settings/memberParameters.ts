/** The parameters that filter the members in the settings; the list of items has the usual ones. */
export const memberParameters = ['member', 'member_role'] as const;
