import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatCalendarDate } from '@callboard/plugin-callboard-react';
import { callboardWorkTranslationRef } from '../translation';
import type { Setting } from './SettingKind';

/** Returns a function that describes a setting beyond its name. */
export function useSettingNote(): (resource: Setting) => string {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  return resource => {
    if ('group' in resource) {
      const word = t(`group.${resource.group}`);
      // A state with the name of its group needs no second label.
      return word === resource.name ? '' : word;
    }
    if ('color' in resource) {
      return '';
    }
    const last =
      'end_date' in resource ? resource.end_date : resource.target_date;
    const days = [resource.start_date, last].map(date =>
      date ? formatCalendarDate(date) : '…',
    );
    return resource.start_date || last ? days.join(' – ') : '';
  };
}
