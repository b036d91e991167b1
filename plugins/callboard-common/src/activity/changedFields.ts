import { JsonValue } from '@backstage/types';
import { Activity, FieldChange } from './schemas';

/** Turns a name of the API into words: `work_item` becomes "work item". @public */
export function humanize(name: string): string {
  return name.replace(/[_.-]+/g, ' ').trim() || name;
}

/** Fields whose value is an identifier that people recognise. */
const knownToPeople: ReadonlySet<string> = new Set(['external_id', 'staff_id']);

/** Whether the value of a field is the id of a row, which means nothing to people. @public */
export const holdsId = (field: string): boolean =>
  field === 'id' || (/_ids?$/.test(field) && !knownToPeople.has(field));

/** What forms call a field: "state" for `state_id`, "author" for `author_ref`. @public */
export function fieldLabel(field: string): string {
  return field === 'target_date'
    ? 'due date'
    : humanize(
        holdsId(field)
          ? field.replace(/_id$/, '').replace(/_ids$/, 's')
          : field.replace(/_ref$/, ''),
      );
}

/** The name that an id had when an action was recorded. @public */
export function recordedName(
  { metadata }: Pick<Activity, 'metadata'>,
  id: JsonValue,
): string | undefined {
  const names = metadata?.names;
  if (
    typeof id !== 'string' ||
    typeof names !== 'object' ||
    names === null ||
    !Object.hasOwn(names, id)
  ) {
    return undefined;
  }
  const name = (names as Record<string, JsonValue>)[id];
  return typeof name === 'string' ? name : undefined;
}

/**
 * Merges a reference with the name that was recorded beside it, as for `manager_ref` and
 * `manager_name`, or `logged_by` and `logged_by_name`.
 *
 * @public
 */
export function withoutNamedRefs(changes: FieldChange[]): FieldChange[] {
  const fields = new Set(changes.map(({ field }) => field));
  return changes
    .filter(({ field }) => !fields.has(`${field.replace(/_ref$/, '')}_name`))
    .map(change => {
      const resource = change.field.replace(/_name$/, '');
      const isName = fields.has(resource) || fields.has(`${resource}_ref`);
      return isName ? { ...change, field: resource } : change;
    });
}
