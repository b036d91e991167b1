import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useState } from 'react';
import { callboardReactTranslationRef } from '../translation';
import { DateField } from './fields/DateField';
import type { DateBounds } from './dateRangePresets';

/** Two date fields. */
export function CustomDates(props: {
  bounds: DateBounds;
  onChange: (bounds: DateBounds) => void;
}) {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const [start, setStart] = useState(props.bounds.start ?? '');
  const [end, setEnd] = useState(props.bounds.end ?? '');
  const reversed = Boolean(start && end && end < start);
  return (
    <Stack spacing={2}>
      <DateField label={t('range.start')} value={start} onChange={setStart} />
      <DateField
        label={t('range.end')}
        value={end}
        onChange={setEnd}
        error={reversed}
        helperText={reversed ? t('range.reversed') : undefined}
      />
      <Button
        variant="contained"
        disabled={!start || !end || reversed}
        onClick={() => props.onChange({ start, end })}
      >
        {t('range.use')}
      </Button>
    </Stack>
  );
}
