import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { scheduleFrequency } from '@callboard/plugin-callboard-common';
import {
  TimeZonePicker,
  useWeekStart,
  getWeekdayName,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { ChoiceField } from '../edit/ChoiceField';
import { formatHour } from './formatHour';
import type { ScheduleDraft } from './ScheduleDraft';
import { callboardDashboardsSchedulesTranslationRef } from './schedulesTranslation';

/** No month is longer. */
const LONGEST_MONTH = 31;
const SHORTEST_MONTH = 28;
const DAYS = 7;
const HOURS = 24;

const listNumbers = (count: number) =>
  Array.from({ length: count }, (_, at) => at);

const dayChoices = listNumbers(LONGEST_MONTH).map(at => ({
  value: String(at + 1),
  label: String(at + 1),
}));

const hourChoices = listNumbers(HOURS).map(hour => ({
  value: String(hour),
  label: formatHour(hour),
}));

/** The times of a dashboard's emails. */
export function TimesFields(props: {
  slug: string;
  draft: ScheduleDraft;
  onChange: (patch: Partial<ScheduleDraft>) => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsSchedulesTranslationRef);
  const { slug, draft, onChange } = props;
  const { frequency, weekday, day_of_month, hour, timezone } = draft;
  const weekStart = useWeekStart(slug);
  const weekdays = listNumbers(DAYS)
    .map(at => ((weekStart - 1 + at) % DAYS) + 1)
    .map(day => ({ value: String(day), label: getWeekdayName(day) }));
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 2,
        alignItems: 'start',
        gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' },
      }}
    >
      <ChoiceField
        label={t('form.frequency')}
        value={frequency}
        choices={scheduleFrequency.options.map(value => ({
          value,
          label: t(`form.${value}`),
        }))}
        onChange={value => onChange({ frequency: value })}
      />
      {frequency === 'weekly' && (
        <ChoiceField
          label={t('form.weekday')}
          value={String(weekday)}
          choices={weekdays}
          onChange={value => onChange({ weekday: Number(value) })}
        />
      )}
      {frequency === 'monthly' && (
        <ChoiceField
          label={t('form.day')}
          value={String(day_of_month)}
          choices={dayChoices}
          hint={day_of_month > SHORTEST_MONTH ? t('form.dayHint') : undefined}
          onChange={value => onChange({ day_of_month: Number(value) })}
        />
      )}
      <ChoiceField
        label={t('form.hour')}
        value={String(hour)}
        choices={hourChoices}
        onChange={value => onChange({ hour: Number(value) })}
      />
      <TimeZonePicker
        value={timezone}
        onChange={zone => onChange({ timezone: zone })}
        noOptionsText={t('form.noZone')}
        field={{ size: 'small', label: t('form.zone') }}
      />
    </Box>
  );
}
