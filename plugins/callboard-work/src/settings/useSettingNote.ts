import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatCalendarDate } from '@callboard/plugin-callboard-react';
import { callboardWorkTranslationRef } from '../translation';
import type { Setting } from './SettingKind';

/** What else there is to say about a thing that items can have. */
export function useSettingNote(): (thing: Setting) => string {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  return thing => {
    if ('group' in thing) {
      const word = t(`group.${thing.group}`);
      // A state that is called what it means needs no second word.
      return word === thing.name ? '' : word;
    }
    if ('color' in thing) {
      return '';
    }
    const last = 'end_date' in thing ? thing.end_date : thing.target_date;
    const days = [thing.start_date, last].map(date =>
      date ? formatCalendarDate(date) : '…',
    );
    return thing.start_date || last ? days.join(' – ') : '';
  };
}
