import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  datePreset,
  type DateRangeChoice,
} from '@callboard/plugin-callboard-common';
import {
  DateRangePicker,
  type ChosenDateRange,
} from '@callboard/plugin-callboard-react';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import Stack from '@mui/material/Stack';
import { callboardDashboardsEditTranslationRef } from './editTranslation';

export const rangePresets = [...datePreset.options, 'custom'] as const;

/** Converts a stored range to the value of a picker; undefined if no range is set. */
export function toChosenRange(
  stored: DateRangeChoice | null | undefined,
): ChosenDateRange | undefined {
  if (!stored) {
    return undefined;
  }
  return typeof stored === 'string'
    ? { preset: stored }
    : { preset: 'custom', ...stored };
}

/** A field for an optional date range. The range of a widget overrides the dashboard's range. */
export function RangeField(props: {
  label?: string;
  value: DateRangeChoice | null | undefined;
  onChange: (value: DateRangeChoice | undefined) => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsEditTranslationRef);
  const { value, onChange } = props;
  return (
    <Stack spacing={0.5} useFlexGap alignItems="start">
      <FormControlLabel
        control={
          <Checkbox
            size="small"
            checked={Boolean(value)}
            onChange={(_, isSet) =>
              onChange(isSet ? 'last_30_days' : undefined)
            }
          />
        }
        slotProps={{ typography: { variant: 'body2' } }}
        label={props.label ?? t('form.ownRange')}
      />
      {value && (
        <DateRangePicker
          value={toChosenRange(value)}
          presets={rangePresets}
          onChange={({ preset, start, end }) => {
            const namedPreset = datePreset.safeParse(preset);
            if (namedPreset.success) {
              onChange(namedPreset.data);
            } else if (start && end) {
              onChange({ start, end });
            }
          }}
        />
      )}
    </Stack>
  );
}
