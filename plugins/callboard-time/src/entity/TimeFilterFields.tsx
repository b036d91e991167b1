import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WorklogSummary } from '@callboard/plugin-callboard-common';
import {
  DateRangePicker,
  PersonPicker,
  ValuePicker,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { callboardTimeEntityTranslationRef } from './entityTimeTranslation';
import type { TimeFilters } from './TimeFilters';

const asIs = (value: string) => value;

/** What narrows the entries of a project down, in one row. */
export function TimeFilterFields(props: {
  filters: TimeFilters;
  isFiltered: boolean;
  /** Who has logged time in the range. */
  people: WorklogSummary['by_member'];
  activityTypes: readonly string[];
  onChange: (patch: Partial<TimeFilters>) => void;
  onClear: () => void;
}) {
  const { t } = useTranslationRef(callboardTimeEntityTranslationRef);
  const { filters, onChange } = props;
  return (
    <Box
      role="search"
      aria-label={t('filters.label')}
      sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, rowGap: 1.5 }}
    >
      <DateRangePicker
        value={filters.range}
        onChange={range => onChange({ range })}
      />
      <Box sx={{ flex: '1 1 180px', maxWidth: { sm: 260 } }}>
        <PersonPicker
          label={t('filters.person')}
          value={filters.person}
          onChange={person => onChange({ person })}
          options={props.people.map(({ member_id, display_name }) => ({
            user_ref: member_id,
            name: display_name,
          }))}
          fullWidth
        />
      </Box>
      <Box sx={{ flex: '1 1 140px', maxWidth: { sm: 200 } }}>
        <ValuePicker
          label={t('filters.billable')}
          value={filters.billable}
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
      <Box sx={{ flex: '1 1 140px', maxWidth: { sm: 200 } }}>
        <ValuePicker
          label={t('filters.type')}
          value={filters.type}
          onChange={type => onChange({ type })}
          options={props.activityTypes.map(value => ({ value, label: value }))}
          labelOf={asIs}
          fullWidth
        />
      </Box>
      {props.isFiltered && (
        <Button size="small" onClick={props.onClear}>
          {t('filters.clear')}
        </Button>
      )}
    </Box>
  );
}
