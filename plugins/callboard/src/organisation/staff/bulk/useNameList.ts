import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  getStaffName,
  type StaffMember,
} from '@callboard/plugin-callboard-common';
import { formatCount } from '@callboard/plugin-callboard-react';
import { callboardStaffTranslationRef } from '../../staffTranslation';

const MAX_NAMES = 5;

/** Formats the names of people; if they are many, the first ones and a count. */
export function useNameList(people: readonly StaffMember[]): string {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const more = people.length - MAX_NAMES;
  const names = people.slice(0, MAX_NAMES).map(getStaffName);
  return more > 0
    ? t('bulk.whoMore', {
        count: more,
        names: names.join(', '),
        formatted: formatCount(more),
      })
    : t('bulk.who', { names: new Intl.ListFormat().format(names) });
}
