/** A name of the API in words: `work_item` becomes "work item". @public */
export function humanize(name: string): string {
  return name.replace(/[_.-]+/g, ' ').trim() || name;
}
