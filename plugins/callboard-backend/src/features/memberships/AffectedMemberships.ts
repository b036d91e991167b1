/**
 * Which memberships a change can have touched: those of some people, those that
 * some links give, or those that the links of some departments and of all
 * beneath give. Naming nothing means all of the workspace. Who owns an entity
 * is looked at where it is about people.
 */
export interface AffectedMemberships {
  user_refs?: readonly string[];
  department_ids?: readonly string[];
  link_ids?: readonly string[];
}

/** Some of them: those of the people whose references lie in a range. */
export interface MembershipsInPart extends AffectedMemberships {
  /** Greater than this one, if it is given. */
  after?: string;
  /** At most this one, if it is given. */
  upTo?: string;
}
