import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { DateField, useMinutesPerDay } from '@callboard/plugin-callboard-react';
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
import { parseMinutes, parsePoints } from '../pickers/ItemField';
import { useWorkProject } from '../data/WorkProject';
import { callboardWorkTranslationRef } from '../translation';
import {
  type RangeEnd,
  type Range,
  isReversed,
  rangeFilters,
  type RangeFilter,
  type WorkFilters,
} from './WorkFilters';

type Ranges = Record<RangeFilter, Range>;

function formatRangeEnd(name: RangeFilter, end: string | undefined): string {
  const minutes = name === 'time' && end ? Number(end) : NaN;
  return Number.isNaN(minutes) ? end ?? '' : formatDuration(minutes);
}

/**
 * Parses a field's text to an end of a range, in the URL's format. Returns undefined for an empty
 * text, null for an invalid text.
 */
function parseRangeEnd(
  name: RangeFilter,
  text: string,
  minutesPerDay: number,
): string | null | undefined {
  if (name === 'due' || name === 'start') {
    return text || undefined;
  }
  // The parsers return undefined for invalid text, and null for empty text.
  const amount =
    name === 'points' ? parsePoints(text) : parseMinutes(text, minutesPerDay);
  return amount === undefined ? null : amount?.toString();
}

function useRangeDraft(initial: Ranges) {
  const minutesPerDay = useMinutesPerDay(useWorkProject().workspace.slug);
  const [texts, setTexts] = useState(
    () =>
      Object.fromEntries(
        rangeFilters.map(name => [
          name,
          {
            from: formatRangeEnd(name, initial[name].from),
            to: formatRangeEnd(name, initial[name].to),
            isNone: initial[name].isNone ?? false,
          },
        ]),
      ) as Record<RangeFilter, Required<Range>>,
  );
  const parseRange = (name: RangeFilter) =>
    texts[name].isNone
      ? { isNone: true }
      : {
          from: parseRangeEnd(name, texts[name].from, minutesPerDay),
          to: parseRangeEnd(name, texts[name].to, minutesPerDay),
        };
  const findProblem = (
    name: RangeFilter,
  ): 'invalid' | 'reversed' | undefined => {
    const { from, to }: { from?: string | null; to?: string | null } =
      parseRange(name);
    if (from === null || to === null) {
      return 'invalid';
    }
    return isReversed({ from, to }) ? 'reversed' : undefined;
  };
  const hasProblem = rangeFilters.some(findProblem);
  return {
    texts,
    change: (name: RangeFilter, changes: Range) =>
      setTexts(current => ({
        ...current,
        [name]: { ...current[name], ...changes },
      })),
    findProblem,
    /** The parsed ranges; undefined while any range is invalid. */
    ranges: hasProblem
      ? undefined
      : (Object.fromEntries(
          rangeFilters.map(name => [name, parseRange(name)]),
        ) as Ranges),
  };
}

const isDate = (name: RangeFilter) => name === 'due' || name === 'start';

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
    if (draft.ranges) {
      props.onClose();
      props.onChange(draft.ranges);
    }
  };
  const renderRangeField = (name: RangeFilter, end: RangeEnd) => {
    const common = {
      label: t(`ranges.${end}`),
      value: draft.texts[name][end],
      disabled: draft.texts[name].isNone,
      error: draft.findProblem(name) !== undefined,
    };
    const descriptions = {
      'aria-label': t('ranges.end', {
        field: t(`ranges.${name}`),
        end: t(`ranges.${end}`),
      }),
      'aria-describedby': `${id}-${name}`,
    };
    return isDate(name) ? (
      <DateField
        {...common}
        {...descriptions}
        onChange={value => draft.change(name, { [end]: value })}
      />
    ) : (
      <TextField
        {...common}
        size="small"
        fullWidth
        onChange={event => draft.change(name, { [end]: event.target.value })}
        InputLabelProps={{ shrink: true }}
        inputProps={{ maxLength: 20, ...descriptions }}
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
          const problem = draft.findProblem(name);
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
                      checked={draft.texts[name].isNone}
                      onChange={(_, isNone) => draft.change(name, { isNone })}
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
                {problem === 'invalid' &&
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
