import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { PickersLocaleText } from '@mui/x-date-pickers/locales';
import { callboardReactTranslationRef } from '../../translation';

/** The texts of the calendar and the clock. */
export function usePickerTexts(): Partial<PickersLocaleText> {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  return {
    previousMonth: t('dateField.previousMonth'),
    nextMonth: t('dateField.nextMonth'),
    calendarViewSwitchingButtonAriaLabel: view =>
      t(view === 'year' ? 'dateField.showMonth' : 'dateField.showYears'),
    openDatePickerDialogue: date =>
      date ? t('dateField.changeDate', { date }) : t('dateField.chooseDate'),
    openTimePickerDialogue: time =>
      time ? t('dateField.changeTime', { time }) : t('dateField.chooseTime'),
    clearButtonLabel: t('dateField.clear'),
    okButtonLabel: t('dateField.ok'),
    todayButtonLabel: t('range.today'),
    hours: t('dateField.hours'),
    minutes: t('dateField.minutes'),
    meridiem: t('dateField.meridiem'),
    selectViewText: view =>
      view === 'hours' || view === 'minutes' || view === 'meridiem'
        ? t(`dateField.${view}`)
        : view,
    fieldYearPlaceholder: () => t('dateField.placeholder.year'),
    fieldMonthPlaceholder: () => t('dateField.placeholder.month'),
    fieldDayPlaceholder: () => t('dateField.placeholder.day'),
    fieldHoursPlaceholder: () => t('dateField.placeholder.hours'),
    fieldMinutesPlaceholder: () => t('dateField.placeholder.minutes'),
    fieldMeridiemPlaceholder: () => t('dateField.placeholder.meridiem'),
  };
}
