import type {
  Activity,
  FieldChange,
  JsonValue,
} from '@callboard/plugin-callboard-common';

/** Ids and ordering fields, of interest only for debugging. */
const technicalFields: ReadonlySet<string> = new Set([
  'id',
  'number',
  'project_id',
  'sequence',
  'sort_order',
  'workspace_id',
]);

/** The changes of an action: those for every reader, and those for debugging. @public */
export interface SplitChanges {
  /** Changed fields; of a created or deleted resource, the fields that have a value. */
  visible: FieldChange[];
  technical: FieldChange[];
}

/** Splits changes into those of interest to readers and technical ones. @public */
export function splitChanges({
  changes,
}: Pick<Activity, 'changes'>): SplitChanges {
  const isOneSided =
    changes.every(({ old_value }) => old_value === null) ||
    changes.every(({ new_value }) => new_value === null);
  const isTechnical = ({ field }: FieldChange) => technicalFields.has(field);
  const hasContent = ({ old_value, new_value }: FieldChange) =>
    !isOneSided || ![old_value, new_value].every(isNothing);
  return {
    visible: changes.filter(
      change => !isTechnical(change) && hasContent(change),
    ),
    technical: changes.filter(isTechnical),
  };
}

function isNothing(value: JsonValue): boolean {
  return (
    value === null ||
    value === '' ||
    (Array.isArray(value) && value.length === 0)
  );
}
