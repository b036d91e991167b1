import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormHelperText from '@mui/material/FormHelperText';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useId, type FormEvent } from 'react';
import { MenuFrame } from '../pick/MenuFrame';
import { callboardWorkTranslationRef } from '../translation';
import type { Range } from './Range';
import { useRangeDraft } from './useRangeDraft';
import {
  rangeFilters,
  type RangeFilter,
  type WorkFilters,
} from './WorkFilters';

const isDate = (name: RangeFilter) => name === 'due' || name === 'start';

/** Sets what dates and estimates are between. */
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
  const field = (name: RangeFilter, end: keyof Range) => (
    <TextField
      size="small"
      fullWidth
      type={isDate(name) ? 'date' : 'text'}
      label={t(`ranges.${end}`)}
      value={draft.typed[name][end]}
      onChange={event => draft.type(name, end, event.target.value)}
      error={draft.problemOf(name) !== undefined}
      InputLabelProps={{ shrink: true }}
      inputProps={{
        maxLength: 20,
        'aria-label': t('ranges.end', {
          field: t(`ranges.${name}`),
          end: t(`ranges.${end}`),
        }),
        'aria-describedby': `${id}-${name}`,
      }}
    />
  );
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
              <Box sx={{ typography: 'body2', fontWeight: 600, mb: 1 }}>
                {t(`ranges.${name}`)}
              </Box>
              <Box sx={{ display: 'flex', gap: 1 }}>
                {field(name, 'from')}
                {field(name, 'to')}
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
