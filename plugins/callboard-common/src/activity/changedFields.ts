import { JsonValue } from '@backstage/types';
import { Activity, FieldChange } from './schemas';

/** Turns an API name into words: `work_item` becomes "work item". @public */
export function humanize(name: string): string {
  return name.replace(/[_.-]+/g, ' ').trim() || name;
}

/** Fields whose value is an identifier that people recognise. */
const knownToPeople: ReadonlySet<string> = new Set(['external_id', 'staff_id']);

/** Whether a field holds a row id, which users do not recognise. @public */
export const isIdField = (field: string): boolean =>
  field === 'id' || (/_ids?$/.test(field) && !knownToPeople.has(field));

/** The label of a field in forms: "state" for `state_id`, "author" for `author_ref`. @public */
export function getFieldLabel(field: string): string {
  return field === 'target_date'
    ? 'due date'
    : humanize(
        isIdField(field)
          ? field.replace(/_id$/, '').replace(/_ids$/, 's')
          : field.replace(/_ref$/, ''),
      );
}

/** The name recorded for an id when the activity was recorded. @public */
export function getRecordedName(
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
 * Merges a reference with its recorded name, such as `manager_ref` with `manager_name`, or
 * `logged_by` with `logged_by_name`.
 *
 * @public
 */
export function omitNamedRefs(changes: FieldChange[]): FieldChange[] {
  const fields = new Set(changes.map(({ field }) => field));
  return changes
    .filter(({ field }) => !fields.has(`${field.replace(/_ref$/, '')}_name`))
    .map(change => {
      const resource = change.field.replace(/_name$/, '');
      const isName = fields.has(resource) || fields.has(`${resource}_ref`);
      return isName ? { ...change, field: resource } : change;
    });
}
