import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { AdapterLuxon } from '@mui/x-date-pickers/AdapterLuxon';
import { DatePicker } from '@mui/x-date-pickers/DatePicker';
import { LocalizationProvider } from '@mui/x-date-pickers/LocalizationProvider';
import { DateTime } from 'luxon';
import { useState } from 'react';
import { callboardReactTranslationRef } from '../translation';
import type { DateBounds } from './dateRangePresets';

const dateOf = (text: string | undefined) =>
  text ? DateTime.fromISO(text) : null;

const textOf = (date: DateTime | null) =>
  date?.isValid ? date.toISODate() ?? undefined : undefined;

/** Two dates to type or pick. Only `DateRangePicker` loads it, when opened. */
export function CustomDates(props: {
  bounds: DateBounds;
  onChange: (bounds: DateBounds) => void;
}) {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const [start, setStart] = useState<DateTime | null>(() =>
    dateOf(props.bounds.start),
  );
  const [end, setEnd] = useState<DateTime | null>(() =>
    dateOf(props.bounds.end),
  );
  const bounds = { start: textOf(start), end: textOf(end) };
  const reversed = Boolean(
    bounds.start && bounds.end && bounds.end < bounds.start,
  );
  const small = { textField: { size: 'small', fullWidth: true } } as const;
  return (
    <LocalizationProvider
      dateAdapter={AdapterLuxon}
      adapterLocale={navigator.language}
    >
      <Stack spacing={2}>
        <DatePicker
          label={t('range.start')}
          value={start}
          onChange={date => setStart(date as DateTime | null)}
          slotProps={small}
        />
        <DatePicker
          label={t('range.end')}
          value={end}
          onChange={date => setEnd(date as DateTime | null)}
          slotProps={{
            textField: {
              ...small.textField,
              error: reversed,
              helperText: reversed ? t('range.reversed') : undefined,
            },
          }}
        />
        <Button
          variant="contained"
          disabled={!bounds.start || !bounds.end || reversed}
          onClick={() => props.onChange(bounds)}
        >
          {t('range.use')}
        </Button>
      </Stack>
    </LocalizationProvider>
  );
}
