/** Whether all, some or none of several items have a value in their lists. */
export function getValueCoverage(
  lists: readonly (readonly string[])[],
  value: string,
): 'all' | 'some' | 'none' {
  const having = lists.filter(list => list.includes(value)).length;
  if (having === 0) {
    return 'none';
  }
  return having === lists.length ? 'all' : 'some';
}
