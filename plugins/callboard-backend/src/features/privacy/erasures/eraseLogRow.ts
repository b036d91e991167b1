import { ERASED_NAME, FieldChange } from '@callboard/plugin-callboard-common';
import { JsonObject } from '@backstage/types';
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
 * Whether the frontend or the auditor posted a row. Such rows contain viewed pages or search terms.
 */
const isPostedEvent = ({ source }: StoredRow) =>
  source === 'frontend' || source === 'auditor';

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
  const metadata =
    row.metadata === null ? null : readJson<JsonObject>(row.metadata);
  const changes = readJson<any>(row.changes) as FieldChange[];
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
    entity_label: eraseLabel(row, personEraser, {
      isByPerson,
      isAboutPerson,
      isAboutOther,
    }),
    metadata:
      isByPerson && isPostedEvent(row)
        ? null
        : metadata && personEraser.eraseJson(metadata, isAboutOther),
    changes: changes.map(change =>
      eraseChange(change, {
        personEraser,
        isAboutOther,
        isCleared:
          person.ids['staff.id'].includes(row.entity_id) ||
          (isByPerson &&
            (fieldsWithOwnText.get(row.entity_type)?.includes(change.field) ??
              false)),
      }),
    ),
  };
  erased.search_text = toSearchText(erased);
  if (isByPerson) {
    return erased;
  }
  const before = { ...row, metadata, changes, search_text: toSearchText(row) };
  const isUnchanged = JSON.stringify(erased) === JSON.stringify(before);
  return isUnchanged ? undefined : erased;
}

function eraseLabel(
  row: StoredRow,
  personEraser: PersonEraser,
  {
    isByPerson,
    isAboutPerson,
    isAboutOther,
  }: { isByPerson: boolean; isAboutPerson: boolean; isAboutOther: boolean },
): string | null {
  if (row.entity_label === null) {
    return null;
  }
  if (isAboutPerson) {
    return ERASED_NAME;
  }
  return isByPerson && isPostedEvent(row) && row.entity_id === null
    ? null
    : cutText(
        personEraser.erase(row.entity_label, isAboutOther),
        MAX_LABEL_LENGTH,
      );
}

function eraseChange(
  { field, old_value, new_value }: FieldChange,
  {
    personEraser,
    isCleared,
    isAboutOther,
  }: {
    personEraser: PersonEraser;
    isCleared: boolean;
    isAboutOther: boolean;
  },
): FieldChange {
  return isCleared
    ? { field, old_value: null, new_value: null }
    : {
        field,
        old_value: personEraser.eraseJson(old_value, isAboutOther),
        new_value: personEraser.eraseJson(new_value, isAboutOther),
      };
}
