/** A person's current department and past transfers. */
export interface DepartmentHistory {
  /** The current department. */
  department_id: string | null;
  /** In the order of recording; a later transfer can take effect before an earlier one. */
  transfers: ReadonlyArray<{
    from_department_id: string | null;
    to_department_id: string | null;
    /** The first day in the new department. */
    effective_date: string;
  }>;
}

/**
 * The person's department on a day: the target of the last recorded transfer that had taken effect,
 * or the source of the first one before all of them.
 *
 * @param date - `YYYY-MM-DD`
 */
export function findDepartmentOn(
  { department_id, transfers }: DepartmentHistory,
  date: string,
): string | null {
  if (transfers.length === 0) {
    return department_id;
  }
  const effective = transfers.filter(
    ({ effective_date }) => effective_date <= date,
  );
  return effective.length > 0
    ? effective[effective.length - 1].to_department_id
    : transfers[0].from_department_id;
}
