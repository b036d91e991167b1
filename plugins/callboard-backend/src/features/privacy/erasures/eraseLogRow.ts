import { ERASED_NAME, FieldChange } from '@callboard/plugin-callboard-common';
import { JsonObject, JsonValue } from '@backstage/types';
import { toSearchText } from '../../../changes/ActivityLog';
import { cutText } from '../../../database/text';
import { readJson } from '../../../database/dialect';
import { StoredRow } from '../../integrity/seals/hashes';
import { ErasureSubject } from './ErasureSubject';
import { PersonEraser } from './PersonEraser';

const MAX_LABEL_LENGTH = 512;

/** Entity types whose labels are names of people. */
const personEntityTypes = new Set([
  'person',
  'staff',
  'workspace_member',
  'project_member',
]);

/** The changed fields that contain text by the actor, by entity type. */
const fieldsWithOwnText = new Map([
  ['worklog', ['description']],
  ['timer', ['description']],
  ['work_item_comment', ['body']],
  ['period', ['reason']],
]);

/**
 * Erases a person from a row of the activity log.
 *
 * @returns undefined for a row without the person
 */
export function eraseLogRow(
  row: StoredRow,
  person: ErasureSubject,
  personEraser: PersonEraser,
): StoredRow | undefined {
  const isByPerson = row.user_id === person.user_ref;
  const isAboutPerson =
    (row.entity_type === 'person' && row.entity_id === person.user_ref) ||
    Object.values(person.ids).some(ids => ids.includes(row.entity_id));
  const isAboutOther = !isAboutPerson && personEntityTypes.has(row.entity_type);
  // Posted rows contain viewed pages or search terms, and audit events contain data of other
  // plugins.
  const isReportedByPerson =
    isByPerson && (row.source === 'frontend' || row.source === 'auditor');
  const isStaffRecord = person.ids['staff.id'].includes(row.entity_id);
  const ownFields = isByPerson ? fieldsWithOwnText.get(row.entity_type) : [];
  const metadata =
    row.metadata === null ? null : readJson<JsonObject>(row.metadata);
  const changes = readJson<any>(row.changes) as FieldChange[];

  const eraseLabel = (label: string): string | null => {
    if (isAboutPerson) {
      return ERASED_NAME;
    }
    return isReportedByPerson && row.entity_id === null
      ? null
      : cutText(personEraser.erase(label, isAboutOther), MAX_LABEL_LENGTH);
  };
  const eraseValue = (field: string, value: JsonValue): JsonValue =>
    isStaffRecord || ownFields?.includes(field)
      ? null
      : personEraser.eraseJson(value, isAboutOther);
  const erased: StoredRow = {
    ...row,
    ...(isByPerson && {
      user_id: person.pseudonym,
      user_name: ERASED_NAME,
      user_email: null,
      ip: null,
      request_id: null,
    }),
    entity_id: row.entity_id && personEraser.erase(row.entity_id),
    entity_label:
      row.entity_label === null ? null : eraseLabel(row.entity_label),
    metadata: isReportedByPerson
      ? null
      : metadata && personEraser.eraseJson(metadata, isAboutOther),
    changes: changes.map(({ field, old_value, new_value }) => ({
      field,
      old_value: eraseValue(field, old_value),
      new_value: eraseValue(field, new_value),
    })),
  };
  erased.search_text = toSearchText(erased);
  if (isByPerson) {
    return erased;
  }
  const before = { ...row, metadata, changes, search_text: toSearchText(row) };
  const isUnchanged = JSON.stringify(erased) === JSON.stringify(before);
  return isUnchanged ? undefined : erased;
}
