/**
 * Why a department cannot be of a type.
 *
 * @param types - those there are; when there are none, every type is one
 */
export function problemOfType(
  dept_type: string | null | undefined,
  types: readonly string[],
): string | undefined {
  return dept_type && types.length > 0 && !types.includes(dept_type)
    ? `must be one of ${types.join(', ')}`
    : undefined;
}
