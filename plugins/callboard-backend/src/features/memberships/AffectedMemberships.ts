/**
 * The memberships that a change can affect: those of some users, those given by some links, or
 * those given by the links of some departments and their descendants. Without any, all of the
 * workspace. Owners of entities are included if users are specified.
 */
export interface AffectedMemberships {
  user_refs?: readonly string[];
  department_ids?: readonly string[];
  link_ids?: readonly string[];
}

/** A part of them: those of users whose references are in a range. */
export interface AffectedMembershipsBatch extends AffectedMemberships {
  /** Greater than this one, if set. */
  after?: string;
  /** At most this one, if set. */
  upTo?: string;
}
