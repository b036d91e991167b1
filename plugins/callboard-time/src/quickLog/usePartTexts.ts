import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatMinutes } from '@callboard/plugin-callboard-react';
import { longDay } from '../data/dayNames';
import { callboardTimeQuickLogTranslationRef } from './quickLogTranslation';
import type { LineDraft } from './useLineDraft';

/** A formatted part of a line. */
export interface PartText {
  text: string;
  /** Whether it is missing or invalid. */
  isProblem?: boolean;
}

/** Formats the parts of a line, or their problems. */
export function usePartTexts(
  draft: LineDraft,
): Record<'item' | 'time' | 'day' | 'description', PartText> {
  const { t } = useTranslationRef(callboardTimeQuickLogTranslationRef);
  const { read, called, isSearching, searchError, lacksWords, isToday } = draft;
  const { identifier = '', minutes, date, description, problems } = read;
  const wrong = (text: string) => ({ text, isProblem: true });

  const itemText = (): PartText => {
    if (!identifier) {
      return wrong(t('problem.item'));
    }
    if (called) {
      return { text: `${called.item.identifier} ${called.item.title}` };
    }
    if (isSearching) {
      return { text: t('searching', { item: identifier }) };
    }
    return wrong(
      t(searchError ? 'problem.search' : 'problem.unknown', {
        item: identifier,
      }),
    );
  };
  const timeText = (): PartText => {
    const problem = problems.find(
      ({ part }) => part !== 'item' && part !== 'day',
    );
    if (!problem || minutes !== undefined) {
      return { text: formatMinutes(minutes ?? 0) };
    }
    const text = 'text' in problem ? problem.text : '';
    return wrong(t(`problem.${problem.part}`, { text }));
  };
  const dayText = (): PartText => {
    const problem = problems.find(({ part }) => part === 'day');
    if (problem && 'text' in problem) {
      return wrong(t('problem.day', { text: problem.text }));
    }
    const day = longDay(date);
    return { text: isToday ? t('today', { date: day }) : day };
  };
  return {
    item: itemText(),
    time: timeText(),
    day: dayText(),
    description: lacksWords
      ? wrong(t('problem.words'))
      : { text: description || t('nothing') },
  };
}
