import type {
  Activity,
  FieldChange,
  JsonValue,
} from '@callboard/plugin-callboard-common';

/** Fields that say where and in which order something is kept. */
const technicalFields: ReadonlySet<string> = new Set([
  'id',
  'number',
  'project_id',
  'sequence',
  'sort_order',
  'workspace_id',
]);

/**
 * What an action changed, for people and for those who look into it.
 *
 * @public
 */
export interface SortedChanges {
  /** What was said of a thing; of a new or a deleted one, what it is or was. */
  visible: FieldChange[];
  technical: FieldChange[];
}

/** Tells what says something to people from what does not. @public */
export function listVisibleChanges({
  changes,
}: Pick<Activity, 'changes'>): SortedChanges {
  const isOneSided =
    changes.every(({ old_value }) => old_value === null) ||
    changes.every(({ new_value }) => new_value === null);
  const isTechnical = ({ field }: FieldChange) => technicalFields.has(field);
  const isAnnounced = ({ old_value, new_value }: FieldChange) =>
    !isOneSided || ![old_value, new_value].every(isNothing);
  return {
    visible: changes.filter(
      change => !isTechnical(change) && isAnnounced(change),
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
