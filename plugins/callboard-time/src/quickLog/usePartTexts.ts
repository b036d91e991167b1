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
  const toProblemText = (text: string) => ({ text, isProblem: true });

  const getItemText = (): PartText => {
    if (!identifier) {
      return toProblemText(t('problem.item'));
    }
    if (called) {
      return { text: `${called.item.identifier} ${called.item.title}` };
    }
    if (isSearching) {
      return { text: t('searching', { item: identifier }) };
    }
    return toProblemText(
      t(searchError ? 'problem.search' : 'problem.unknown', {
        item: identifier,
      }),
    );
  };
  const getTimeText = (): PartText => {
    const problem = problems.find(
      ({ part }) => part !== 'item' && part !== 'day',
    );
    if (!problem || minutes !== undefined) {
      return { text: formatMinutes(minutes ?? 0) };
    }
    const text = 'text' in problem ? problem.text : '';
    return toProblemText(t(`problem.${problem.part}`, { text }));
  };
  const getDayText = (): PartText => {
    const problem = problems.find(({ part }) => part === 'day');
    if (problem && 'text' in problem) {
      return toProblemText(t('problem.day', { text: problem.text }));
    }
    const day = longDay(date);
    return { text: isToday ? t('today', { date: day }) : day };
  };
  return {
    item: getItemText(),
    time: getTimeText(),
    day: getDayText(),
    description: lacksWords
      ? toProblemText(t('problem.words'))
      : { text: description || t('nothing') },
  };
}
