import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  calendarDate,
  memberSource,
  getRecordedName,
  type Activity,
  type JsonValue,
  instant,
  getFieldLabel,
  hasFieldLabel,
  HIDDEN_VALUE,
} from '@callboard/plugin-callboard-common';
import { useCallback } from 'react';
import { formatCalendarDate, formatInstant } from '../dates/formatDates';
import { callboardMembersTranslationRef } from '../people/members/membersTranslation';
import { formatMinutes } from '../text/DurationText';
import { parseRef, useEntityTitles } from '../resources/entityRefs';
import { callboardReactTranslationRef } from '../translation';

/**
 * Returns a function that formats the name of a field as forms do: "assignees" for `assignees`,
 * "author" for `author_ref`.
 *
 * @public
 */
export function useFieldLabels(): (field: string) => string {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  return useCallback(
    field =>
      hasFieldLabel(field)
        ? t(`activity.field.${field}`)
        : getFieldLabel(field),
    [t],
  );
}

/** Returns a function that formats a recorded value. @public */
export function useValueLabels(): (value: JsonValue) => string {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  return useCallback(
    value => {
      if (value === null || value === '') {
        return t('activity.value.empty');
      }
      if (value === HIDDEN_VALUE) {
        return t('activity.value.hidden');
      }
      if (typeof value === 'boolean') {
        return value ? t('activity.value.yes') : t('activity.value.no');
      }
      if (typeof value === 'string' && instant.safeParse(value).success) {
        return formatInstant(value, 'short');
      }
      return typeof value === 'object' ? JSON.stringify(value) : String(value);
    },
    [t],
  );
}

/** Returns a name for a value that is not readable by itself, such as an id. @public */
export type GetValueName = (
  field: string,
  value: JsonValue,
) => string | undefined;

/** Fields whose values are people; null means nobody. */
const PEOPLE_FIELDS = /_ref$|^(assignees|manager|lead)$/;

const MINUTES_FIELDS = /^estimate_time$|(?:\b|_)minutes(?:_per_|$)/;

/** Lists the entity references in the changed values for which the activity records no name. */
function listUnnamedRefs(activity: Pick<Activity, 'metadata' | 'changes'>) {
  return activity.changes
    .flatMap(({ old_value, new_value }) => [old_value, new_value])
    .flat()
    .filter((value): value is string => typeof value === 'string')
    .filter(value => parseRef(value) && !getRecordedName(activity, value));
}

/**
 * Returns a function that formats the values of a change. It uses the name that `getValueName`
 * returns, or else the recorded name, or else the current title of an entity. Durations and dates
 * are formatted as on all pages.
 *
 * @param getValueName - returns names that take precedence over the recorded names. Keep the
 * function's identity stable between renders.
 * @public
 */
export function useChangeLabels(
  activity: Pick<Activity, 'metadata' | 'changes'>,
  getValueName?: GetValueName,
): (field: string, value: JsonValue) => string {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const { t: tMembers } = useTranslationRef(callboardMembersTranslationRef);
  const formatValue = useValueLabels();
  const titles = useEntityTitles(listUnnamedRefs(activity));
  return useCallback(
    (field, value) => {
      const emptyLabel = PEOPLE_FIELDS.test(field)
        ? t('activity.value.nobody')
        : t('activity.value.none');
      const formatItem = (item: JsonValue): string => {
        const name =
          getValueName?.(field, item) ??
          getRecordedName(activity, item) ??
          (typeof item === 'string' ? titles.get(item) : undefined);
        if (name !== undefined) {
          return name;
        }
        if (typeof item === 'number' && MINUTES_FIELDS.test(field)) {
          return formatMinutes(item);
        }
        const source = memberSource.safeParse(item).data?.source;
        if (source) {
          return tMembers(`source.${source}`);
        }
        if (typeof item !== 'string') {
          return formatValue(item);
        }
        if (calendarDate.safeParse(item).success) {
          return formatCalendarDate(item);
        }
        return parseRef(item)?.name ?? formatValue(item);
      };
      if (Array.isArray(value)) {
        const labels = value.map(formatItem);
        // Several sources of a membership can have the same label.
        const shown = field === 'sources' ? [...new Set(labels)] : labels;
        return shown.join(', ') || emptyLabel;
      }
      return value === null || value === ''
        ? getValueName?.(field, value) ?? emptyLabel
        : formatItem(value);
    },
    [t, tMembers, formatValue, activity, getValueName, titles],
  );
}
