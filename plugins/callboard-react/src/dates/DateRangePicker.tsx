import { useTranslationRef } from '@backstage/frontend-plugin-api';
import ArrowDropDownIcon from '@mui/icons-material/ArrowDropDown';
import CalendarTodayOutlinedIcon from '@mui/icons-material/CalendarTodayOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import MenuList from '@mui/material/MenuList';
import Popover from '@mui/material/Popover';
import { useId, useState } from 'react';
import Stack from '@mui/material/Stack';
import { callboardReactTranslationRef } from '../translation';
import {
  type DateBounds,
  dateRangePresets,
  type ChosenDateRange,
  type DateRangePreset,
  toDateBounds,
  formatDateRange,
} from './dateRanges';
import { DateField } from './DateField';
import { useToday } from './useToday';

function CustomDates(props: {
  bounds: DateBounds;
  onChange: (bounds: DateBounds) => void;
}) {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const [start, setStart] = useState(props.bounds.start ?? '');
  const [end, setEnd] = useState(props.bounds.end ?? '');
  const isReversed = Boolean(start && end && end < start);
  return (
    <Stack spacing={2}>
      <DateField label={t('range.start')} value={start} onChange={setStart} />
      <DateField
        label={t('range.end')}
        value={end}
        onChange={setEnd}
        error={isReversed}
        helperText={isReversed ? t('range.reversed') : undefined}
      />
      <Button
        variant="contained"
        disabled={!start || !end || isReversed}
        onClick={() => props.onChange({ start, end })}
      >
        {t('range.use')}
      </Button>
    </Stack>
  );
}

/** Picks a range of days, by a preset or by two dates. @public */
export function DateRangePicker(props: {
  value: ChosenDateRange | undefined;
  onChange: (range: ChosenDateRange) => void;
  unchosenLabel?: string;
  /** The first day of the week, 1 for Monday to 7 for Sunday. */
  weekStart?: number;
  /** The date that presets are relative to; by default, the browser's current date. */
  today?: string;
  /** The presets on offer; all by default. */
  presets?: readonly DateRangePreset[];
  fullWidth?: boolean;
}) {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const browserToday = useToday();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const id = useId();
  const { value, weekStart, presets = dateRangePresets, onChange } = props;
  const today = props.today ?? browserToday;
  const formatDates = (range: ChosenDateRange) =>
    formatDateRange(toDateBounds(range, today, weekStart), today);
  const isCustom = value?.preset === 'custom';
  const choose = (range: ChosenDateRange) => {
    setAnchor(null);
    onChange(range);
  };
  return (
    <>
      <Button
        color="inherit"
        variant="outlined"
        fullWidth={props.fullWidth}
        aria-haspopup="dialog"
        aria-expanded={Boolean(anchor)}
        aria-controls={anchor ? id : undefined}
        startIcon={<CalendarTodayOutlinedIcon color="action" />}
        endIcon={<ArrowDropDownIcon />}
        onClick={event => setAnchor(event.currentTarget)}
        sx={{
          height: '100%',
          minHeight: 37,
          whiteSpace: 'nowrap',
          fontWeight: 400,
          borderColor: 'action.disabled',
          justifyContent: 'flex-start',
          '& .v5-MuiButton-endIcon, & .MuiButton-endIcon': { ml: 'auto' },
        }}
      >
        {!value && props.unchosenLabel}
        {value && !isCustom && t(`range.${value.preset}`)}
        {value && (
          <Box
            component="span"
            sx={{
              ml: isCustom ? 0 : 1,
              color: isCustom ? undefined : 'text.secondary',
            }}
          >
            {formatDates(value)}
          </Box>
        )}
      </Button>
      <Popover
        open={Boolean(anchor)}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        slotProps={{
          paper: { id, role: 'dialog', 'aria-label': t('range.label') },
        }}
      >
        <Box sx={{ display: 'flex', flexWrap: 'wrap' }}>
          <MenuList autoFocusItem sx={{ minWidth: 272, flex: 1 }}>
            {presets
              .filter(preset => preset !== 'custom')
              .map(preset => (
                <MenuItem
                  key={preset}
                  selected={preset === value?.preset}
                  onClick={() => choose({ preset })}
                  sx={{ justifyContent: 'space-between', gap: 3 }}
                >
                  {t(`range.${preset}`)}
                  <Box
                    component="span"
                    sx={{ color: 'text.secondary', typography: 'caption' }}
                  >
                    {formatDates({ preset })}
                  </Box>
                </MenuItem>
              ))}
          </MenuList>
          <Box
            sx={{
              p: 2,
              width: 240,
              flexGrow: 1,
              borderInlineStart: 1,
              borderColor: 'divider',
            }}
          >
            <CustomDates
              bounds={value ? toDateBounds(value, today, weekStart) : {}}
              onChange={bounds => choose({ preset: 'custom', ...bounds })}
            />
          </Box>
        </Box>
      </Popover>
    </>
  );
}
