import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  isIdField,
  getRecordedName,
  mergeRefsWithNames,
  type Activity,
  type FieldChange,
  type JsonValue,
} from '@callboard/plugin-callboard-common';
import Box from '@mui/material/Box';
import { Fragment } from 'react';
import { callboardReactTranslationRef } from '../translation';
import { ChangeValue } from './ChangeValue';
import {
  useChangeLabels,
  type GetValueName,
  useFieldLabels,
} from './useChangeLabels';
import { oneLine } from '../text/oneLine';

const LONG_TEXT_LENGTH = 80;

const isText = (value: JsonValue): value is string =>
  typeof value === 'string' && value !== '';

function isLongText(text: string): boolean {
  return text.length > LONG_TEXT_LENGTH || text.includes('\n');
}

/**
 * Whether both values of a change are texts, of which at least one is too long to be compared at a
 * glance.
 *
 * @public
 */
export function isLongTextChange(
  change: FieldChange,
): change is FieldChange & { old_value: string; new_value: string } {
  const { old_value, new_value } = change;
  return (
    isText(old_value) &&
    isText(new_value) &&
    (isLongText(old_value) || isLongText(new_value))
  );
}

const LEADING_CHARACTERS = 12;

/** Cuts two texts to shortly before their first difference, so that one line shows the change. */
export function cutToChange(
  before: string,
  after: string,
): [before: string, after: string] {
  const [oldCharacters, newCharacters] = [[...before], [...after]];
  const shorterLength = Math.min(oldCharacters.length, newCharacters.length);
  let sameLength = 0;
  while (
    sameLength < shorterLength &&
    oldCharacters[sameLength] === newCharacters[sameLength]
  ) {
    sameLength += 1;
  }
  const from = Math.max(0, sameLength - LEADING_CHARACTERS);
  const cutStart = (characters: string[]) =>
    `${from > 0 ? '…' : ''}${characters.slice(from).join('')}`;
  return [cutStart(oldCharacters), cutStart(newCharacters)];
}

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
  /** Changes for every reader. For a created or deleted resource, only fields that have a value. */
  visible: FieldChange[];
  /** Changes of ids and ordering fields, for debugging. */
  technical: FieldChange[];
}

/** Splits changes into visible and technical ones. @public */
export function splitChanges({
  changes,
}: Pick<Activity, 'changes'>): SplitChanges {
  const isCreationOrDeletion =
    changes.every(({ old_value }) => old_value === null) ||
    changes.every(({ new_value }) => new_value === null);
  const isTechnical = ({ field }: FieldChange) => technicalFields.has(field);
  const hasContent = ({ old_value, new_value }: FieldChange) =>
    !isCreationOrDeletion || ![old_value, new_value].every(isEmptyValue);
  return {
    visible: changes.filter(
      change => !isTechnical(change) && hasContent(change),
    ),
    technical: changes.filter(isTechnical),
  };
}

function isEmptyValue(value: JsonValue): boolean {
  return (
    value === null ||
    value === '' ||
    (Array.isArray(value) && value.length === 0)
  );
}

const MAX_VISIBLE_FIELDS = 2;
const MAX_VALUE_LENGTH = 32;

function truncate(text: string): string {
  const characters = [...text];
  return characters.length > MAX_VALUE_LENGTH
    ? `${characters.slice(0, MAX_VALUE_LENGTH - 1).join('')}…`
    : text;
}

const creatingActions: ReadonlySet<string> = new Set([
  'create',
  'link',
  'join',
]);
const endingActions: ReadonlySet<string> = new Set(['delete', 'unlink']);

function getEventText(activity: Activity): string | undefined {
  const text = activity.metadata?.text;
  return typeof text === 'string' && text !== activity.entity_label
    ? text
    : undefined;
}

function isNamed(change: FieldChange, getValueName?: GetValueName): boolean {
  return [change.new_value, change.old_value].some(
    value => getValueName?.(change.field, value) !== undefined,
  );
}

/** Drops long texts, and what the row already shows: the label and the author. Never drops all. */
function summariseNewEntity(
  changes: FieldChange[],
  { entity_label, user_name }: Activity,
): FieldChange[] {
  const otherChanges = changes.filter(
    ({ new_value }) =>
      typeof new_value !== 'string' ||
      !(
        entity_label?.includes(new_value) ||
        new_value === user_name ||
        isLongText(new_value)
      ),
  );
  return otherChanges.length > 0 ? otherChanges : changes;
}

/** Drops changes of ids that have no name, unless no other changes exist. */
function dropUnnamedIds(
  changes: FieldChange[],
  getValueName?: GetValueName,
): FieldChange[] {
  const readable = changes.filter(
    change => !isIdField(change.field) || isNamed(change, getValueName),
  );
  return readable.length > 0 ? readable : changes;
}

/**
 * The first changes of an action on one line, with old and new values. For a portal event without
 * changes, the line shows the text of the event.
 *
 * @public
 */
export function ChangesLine(props: {
  activity: Activity;
  getValueName?: GetValueName;
}) {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const { activity } = props;
  const formatValue = useChangeLabels(activity, props.getValueName);
  const formatField = useFieldLabels();
  const getValueName: GetValueName = (field, value) =>
    props.getValueName?.(field, value) ?? getRecordedName(activity, value);
  const isNew =
    creatingActions.has(activity.action) &&
    activity.changes.every(({ old_value }) => old_value === null);
  const isDeleted =
    endingActions.has(activity.action) &&
    activity.changes.every(({ new_value }) => new_value === null);
  const split = splitChanges(activity);
  const namedChanges = mergeRefsWithNames(
    split.visible.length > 0 ? split.visible : split.technical,
  );
  const changes = isNew
    ? summariseNewEntity(namedChanges, activity)
    : namedChanges;
  const visibleChanges = dropUnnamedIds(changes, getValueName).slice(
    0,
    MAX_VISIBLE_FIELDS,
  );
  const hiddenCount = changes.length - visibleChanges.length;
  const eventText = changes.length === 0 ? getEventText(activity) : undefined;
  const formatTruncated = (field: string, value: JsonValue) =>
    truncate(formatValue(field, value));
  const getShownValues = (change: FieldChange) =>
    isLongTextChange(change)
      ? cutToChange(change.old_value, change.new_value)
      : [change.old_value, change.new_value];
  if (changes.length === 0 && !eventText) {
    return null;
  }
  return (
    <Box sx={{ display: 'flex', gap: 1, color: 'text.secondary', minWidth: 0 }}>
      <Box sx={oneLine}>
        {eventText}
        {visibleChanges.map((change, index) => (
          <Fragment key={index}>
            {index > 0 && ', '}
            {formatField(change.field)}{' '}
            {!isNew && (
              <ChangeValue
                activity={activity}
                field={change.field}
                value={getShownValues(change)[0]}
                formatValue={formatTruncated}
              />
            )}
            {!isNew && !isDeleted && ' → '}
            {!isDeleted && (
              <Box component="span" sx={{ color: 'text.primary' }}>
                <ChangeValue
                  activity={activity}
                  field={change.field}
                  value={getShownValues(change)[1]}
                  formatValue={formatTruncated}
                />
              </Box>
            )}
          </Fragment>
        ))}
      </Box>
      {hiddenCount > 0 && (
        <Box component="span" sx={{ flexShrink: 0 }}>
          {t('activity.more', { count: hiddenCount })}
        </Box>
      )}
    </Box>
  );
}
