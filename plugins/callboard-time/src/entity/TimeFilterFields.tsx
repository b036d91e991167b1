import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WorklogSummary } from '@callboard/plugin-callboard-common';
import {
  DateRangePicker,
  FilterDrawer,
  PersonPicker,
  ValuePicker,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useTheme } from '@mui/material/styles';
import useMediaQuery from '@mui/material/useMediaQuery';
import { callboardTimeEntityTranslationRef } from './entityTimeTranslation';
import type { TimeFilters } from './TimeFilters';

const asIs = (value: string) => value;

/** What narrows the entries of a project down: in one row, or behind a button. */
export function TimeFilterFields(props: {
  filters: TimeFilters;
  isFiltered: boolean;
  /** The day on which weeks begin, 1 for Monday. */
  weekStart: number;
  /** The date it is in the workspace. */
  today: string;
  /** Who has logged time in the range. */
  people: WorklogSummary['by_member'];
  activityTypes: readonly string[];
  onChange: (patch: Partial<TimeFilters>) => void;
  onClear: () => void;
}) {
  const { t } = useTranslationRef(callboardTimeEntityTranslationRef);
  const isNarrow = useMediaQuery(useTheme().breakpoints.down('sm'));
  const { filters, onChange } = props;
  const { person, billable, type } = filters;
  const set = [person, billable, type].filter(Boolean).length;
  const width = isNarrow ? undefined : { flex: '1 1 140px', maxWidth: 220 };
  const fields = (
    <>
      <Box sx={width}>
        <PersonPicker
          label={t('filters.person')}
          value={person}
          onChange={next => onChange({ person: next })}
          options={props.people.map(({ member_id, display_name }) => ({
            user_ref: member_id,
            name: display_name,
          }))}
          fullWidth
        />
      </Box>
      <Box sx={width}>
        <ValuePicker
          label={t('filters.billable')}
          value={billable}
          onChange={value =>
            onChange({ billable: value as TimeFilters['billable'] })
          }
          options={[
            { value: 'true', label: t('filters.yes') },
            { value: 'false', label: t('filters.no') },
          ]}
          labelOf={asIs}
          fullWidth
        />
      </Box>
      <Box sx={width}>
        <ValuePicker
          label={t('filters.type')}
          value={type}
          onChange={next => onChange({ type: next })}
          options={props.activityTypes.map(value => ({ value, label: value }))}
          labelOf={asIs}
          fullWidth
        />
      </Box>
    </>
  );
  return (
    <Box
      role="search"
      aria-label={t('filters.label')}
      sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, rowGap: 1.5 }}
    >
      <DateRangePicker
        value={filters.range}
        weekStart={props.weekStart}
        today={props.today}
        onChange={range => onChange({ range })}
      />
      {isNarrow ? (
        <FilterDrawer
          label={t('filters.label')}
          button={
            set > 0
              ? t('filters.openCount', { number: String(set) })
              : t('filters.open')
          }
        >
          {close => (
            <Stack spacing={2}>
              {fields}
              <Button variant="contained" onClick={close}>
                {t('filters.done')}
              </Button>
            </Stack>
          )}
        </FilterDrawer>
      ) : (
        fields
      )}
      {props.isFiltered && (
        <Button size="small" onClick={props.onClear}>
          {t('filters.clear')}
        </Button>
      )}
    </Box>
  );
}
