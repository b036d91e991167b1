/** How somebody came to the department they are in. */
export interface DepartmentHistory {
  /** The one they are in now. */
  department_id: string | null;
  /** In the order they were recorded; one can take effect before an earlier one. */
  transfers: ReadonlyArray<{
    from_department_id: string | null;
    to_department_id: string | null;
    /** The first day in the new one. */
    effective_date: string;
  }>;
}

/**
 * The department that somebody was in on a day: where the last recorded of the
 * transfers that had taken effect led; before all of them, where the first began.
 *
 * @param date - `YYYY-MM-DD`
 */
export function departmentOn(
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
