import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatCalendarDate } from '@callboard/plugin-callboard-react';
import { callboardWorkTranslationRef } from '../translation';
import type { Setting } from './SettingKind';

/** What else there is to say about a thing that items can have. */
export function useSettingNote(): (resource: Setting) => string {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  return resource => {
    if ('group' in resource) {
      const word = t(`group.${resource.group}`);
      // A state that is called what it means needs no second word.
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
