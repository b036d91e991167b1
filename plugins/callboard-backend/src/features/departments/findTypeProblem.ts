/**
 * The reason why a department cannot have a type.
 *
 * @param types - the allowed types; an empty list allows every type
 */
export function findTypeProblem(
  dept_type: string | null | undefined,
  types: readonly string[],
): string | undefined {
  return dept_type && types.length > 0 && !types.includes(dept_type)
    ? `must be one of ${types.join(', ')}`
    : undefined;
}
