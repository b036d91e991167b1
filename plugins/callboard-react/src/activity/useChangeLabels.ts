import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  calendarDate,
  memberSource,
  getRecordedName,
  type Activity,
  type JsonValue,
  instant,
  getFieldLabel,
} from '@callboard/plugin-callboard-common';
import { useCallback } from 'react';
import { formatCalendarDate, formatInstant } from '../dates/formatInstant';
import { callboardMembersTranslationRef } from '../people/members/membersTranslation';
import { formatMinutes } from '../text/DurationText';
import { parseRef, useEntityTitles } from '../resources/parseRef';
import { callboardReactTranslationRef } from '../translation';

/**
 * Returns a function that formats the name of a field: "assignees" for `assignees`, "author" for
 * `author_ref`. It uses the labels of the forms.
 *
 * @public
 */
export function useFieldLabels(): (field: string) => string {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  return useCallback(
    field =>
      field === 'target_date'
        ? t('activity.field.target_date')
        : getFieldLabel(field),
    [t],
  );
}

/** The log's placeholder for a sensitive value. */
const HIDDEN = '[hidden]';

/** Returns a function that formats a recorded value. @public */
export function useValueLabels(): (value: JsonValue) => string {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  return useCallback(
    value => {
      if (value === null || value === '') {
        return t('activity.value.empty');
      }
      if (value === HIDDEN) {
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
export type NameOfValue = (
  field: string,
  value: JsonValue,
) => string | undefined;

/** Fields that hold people; null means nobody. */
const OF_PEOPLE = /_ref$|^(assignees|manager|lead)$/;

/** Fields that hold whole minutes. */
const OF_MINUTES = /^estimate_time$|_minutes$/;

/** The entity references in the values whose names were not recorded. */
function listUnnamedRefs(activity: Pick<Activity, 'metadata' | 'changes'>) {
  return activity.changes
    .flatMap(({ old_value, new_value }) => [old_value, new_value])
    .flat()
    .filter((value): value is string => typeof value === 'string')
    .filter(value => parseRef(value) && !getRecordedName(activity, value));
}

/**
 * Returns a function that formats the values of a change: people and resources by their recorded
 * names, else by their current ones, durations and dates as everywhere else.
 *
 * @param getValueName - names for values that the log does not name. Keep its identity stable between
 * renders.
 * @public
 */
export function useChangeLabels(
  activity: Pick<Activity, 'metadata' | 'changes'>,
  getValueName?: NameOfValue,
): (field: string, value: JsonValue) => string {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const { t: inMembers } = useTranslationRef(callboardMembersTranslationRef);
  const words = useValueLabels();
  const titles = useEntityTitles(listUnnamedRefs(activity));
  return useCallback(
    (field, value) => {
      const nothing = OF_PEOPLE.test(field)
        ? t('activity.value.nobody')
        : t('activity.value.none');
      const say = (one: JsonValue): string => {
        const name =
          getValueName?.(field, one) ??
          getRecordedName(activity, one) ??
          (typeof one === 'string' ? titles.get(one) : undefined);
        if (name !== undefined) {
          return name;
        }
        if (typeof one === 'number' && OF_MINUTES.test(field)) {
          return formatMinutes(one);
        }
        const source = memberSource.safeParse(one).data?.source;
        if (source) {
          return inMembers(`source.${source}`);
        }
        if (typeof one !== 'string') {
          return words(one);
        }
        if (calendarDate.safeParse(one).success) {
          return formatCalendarDate(one);
        }
        return parseRef(one)?.name ?? words(one);
      };
      if (Array.isArray(value)) {
        // Several links can have the same reason.
        return [...new Set(value.map(say))].join(', ') || nothing;
      }
      return value === null || value === ''
        ? getValueName?.(field, value) ?? nothing
        : say(value);
    },
    [t, inMembers, words, activity, getValueName, titles],
  );
}
