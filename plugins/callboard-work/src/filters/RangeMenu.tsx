import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { DateField } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormHelperText from '@mui/material/FormHelperText';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useId, type FormEvent, useState } from 'react';
import { formatDuration } from '@callboard/plugin-callboard-common';
import { MenuFrame } from '../pickers/MenuFrame';
import { parseMinutes, parsePoints } from '../pickers/readEstimate';
import { callboardWorkTranslationRef } from '../translation';
import { type End, type Range, isReversed } from './Range';
import {
  rangeFilters,
  type RangeFilter,
  type WorkFilters,
} from './WorkFilters';

type Ranges = Record<RangeFilter, Range>;

const readers = { points: parsePoints, time: parseMinutes } as const;

/** Formats an end for the field. */
function formatRangeEnd(name: RangeFilter, end: string | undefined): string {
  const minutes = name === 'time' && end ? Number(end) : NaN;
  return Number.isNaN(minutes) ? end ?? '' : formatDuration(minutes);
}

/** Parses an end to its form in the address; null if it is invalid. */
function readEnd(name: RangeFilter, text: string): string | null | undefined {
  if (name === 'due' || name === 'start') {
    return text || undefined;
  }
  const amount = readers[name](text);
  return amount === undefined ? null : amount?.toString();
}

/** Returns the state of ranges while the user types. */
function useRangeDraft(start: Ranges) {
  const [typed, setTyped] = useState(
    () =>
      Object.fromEntries(
        rangeFilters.map(name => [
          name,
          {
            from: formatRangeEnd(name, start[name].from),
            to: formatRangeEnd(name, start[name].to),
            isNone: start[name].isNone ?? false,
          },
        ]),
      ) as Record<RangeFilter, Required<Range>>,
  );
  const read = (name: RangeFilter) =>
    typed[name].isNone
      ? { isNone: true }
      : {
          from: readEnd(name, typed[name].from),
          to: readEnd(name, typed[name].to),
        };
  /** Returns the error of a range, if any. */
  const findProblem = (
    name: RangeFilter,
  ): 'unread' | 'reversed' | undefined => {
    const { from, to }: { from?: string | null; to?: string | null } =
      read(name);
    if (from === null || to === null) {
      return 'unread';
    }
    return isReversed({ from, to }) ? 'reversed' : undefined;
  };
  const isWrong = rangeFilters.some(findProblem);
  return {
    typed,
    type: (name: RangeFilter, end: End, text: string) =>
      setTyped(now => ({ ...now, [name]: { ...now[name], [end]: text } })),
    setNone: (name: RangeFilter, isNone: boolean) =>
      setTyped(now => ({ ...now, [name]: { ...now[name], isNone } })),
    problemOf: findProblem,
    /** Undefined while one of them is invalid. */
    ranges: isWrong
      ? undefined
      : (Object.fromEntries(
          rangeFilters.map(name => [name, read(name)]),
        ) as Ranges),
  };
}

const isDate = (name: RangeFilter) => name === 'due' || name === 'start';

/** A menu to set ranges of dates and estimates, or the absence of a value. */
export function RangeMenu(props: {
  anchor: Element;
  filters: WorkFilters;
  onChange: (ranges: Record<RangeFilter, Range>) => void;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const draft = useRangeDraft(props.filters);
  const id = useId();
  const apply = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (draft.ranges) {
      props.onClose();
      props.onChange(draft.ranges);
    }
  };
  const renderRangeField = (name: RangeFilter, end: End) => {
    const common = {
      label: t(`ranges.${end}`),
      value: draft.typed[name][end],
      disabled: draft.typed[name].isNone,
      error: draft.problemOf(name) !== undefined,
    };
    const texts = {
      'aria-label': t('ranges.end', {
        field: t(`ranges.${name}`),
        end: t(`ranges.${end}`),
      }),
      'aria-describedby': `${id}-${name}`,
    };
    return isDate(name) ? (
      <DateField
        {...common}
        {...texts}
        onChange={value => draft.type(name, end, value)}
      />
    ) : (
      <TextField
        {...common}
        size="small"
        fullWidth
        onChange={event => draft.type(name, end, event.target.value)}
        InputLabelProps={{ shrink: true }}
        inputProps={{ maxLength: 20, ...texts }}
      />
    );
  };
  return (
    <MenuFrame
      label={t('ranges.label')}
      anchor={props.anchor}
      width={360}
      onClose={props.onClose}
    >
      <Stack component="form" noValidate onSubmit={apply} sx={{ p: 2, gap: 1 }}>
        {rangeFilters.map(name => {
          const problem = draft.problemOf(name);
          return (
            <Box key={name} role="group" aria-label={t(`ranges.${name}`)}>
              <Box
                sx={{
                  display: 'flex',
                  alignItems: 'center',
                  justifyContent: 'space-between',
                }}
              >
                <Box sx={{ typography: 'body2', fontWeight: 600 }}>
                  {t(`ranges.${name}`)}
                </Box>
                <FormControlLabel
                  control={
                    <Checkbox
                      size="small"
                      checked={draft.typed[name].isNone}
                      onChange={(_, isNone) => draft.setNone(name, isNone)}
                    />
                  }
                  label={t(`ranges.none.${name}`)}
                  slotProps={{ typography: { variant: 'body2' } }}
                  sx={{ mr: 0 }}
                />
              </Box>
              <Box sx={{ display: 'flex', gap: 1 }}>
                {renderRangeField(name, 'from')}
                {renderRangeField(name, 'to')}
              </Box>
              <FormHelperText id={`${id}-${name}`} error={!!problem}>
                {problem === 'reversed' && t('ranges.reversed')}
                {problem === 'unread' &&
                  t(
                    name === 'time' ? 'pick.timeProblem' : 'pick.pointsProblem',
                  )}
              </FormHelperText>
            </Box>
          );
        })}
        <Button type="submit" variant="contained" disabled={!draft.ranges}>
          {t('filters.done')}
        </Button>
      </Stack>
    </MenuFrame>
  );
}
