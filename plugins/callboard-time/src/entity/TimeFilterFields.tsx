import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WorklogSummary } from '@callboard/plugin-callboard-common';
import {
  DateRangePicker,
  FilterRow,
  PersonPicker,
  ValuePicker,
} from '@callboard/plugin-callboard-react';
import { callboardTimeEntityTranslationRef } from './entityTimeTranslation';
import type { TimeFilters } from './TimeFilters';

const returnUnchanged = (value: string) => value;

/** The filters for a project's worklogs: in one row, or in a drawer behind a button. */
export function TimeFilterFields(props: {
  filters: TimeFilters;
  isFiltered: boolean;
  /** The first day of the week, 1 for Monday. */
  weekStart: number;
  /** The current date in the workspace's time zone. */
  today: string;
  /** The people with time in the range. */
  people: WorklogSummary['by_member'];
  activityTypes: readonly string[];
  onChange: (patch: Partial<TimeFilters>) => void;
  onClear: () => void;
}) {
  const { t } = useTranslationRef(callboardTimeEntityTranslationRef);
  const { filters, onChange } = props;
  const { person, billable, type } = filters;
  const set = [person, billable, type].filter(Boolean).length;
  return (
    <FilterRow
      label={t('filters.label')}
      count={set}
      onClear={props.isFiltered ? props.onClear : undefined}
      first={
        <DateRangePicker
          value={filters.range}
          weekStart={props.weekStart}
          today={props.today}
          onChange={range => onChange({ range })}
        />
      }
    >
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
        getLabel={returnUnchanged}
        fullWidth
      />
      <ValuePicker
        label={t('filters.type')}
        value={type}
        onChange={next => onChange({ type: next })}
        options={props.activityTypes.map(value => ({ value, label: value }))}
        getLabel={returnUnchanged}
        fullWidth
      />
    </FilterRow>
  );
}
