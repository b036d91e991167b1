import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type WidgetFilters,
  changeVocabulary,
  priority,
  sourceNames,
  stateGroup,
  widgetFilters,
  MAX_FILTER_VALUES,
} from '@callboard/plugin-callboard-common';
import {
  parseRef,
  useCallboardQuery,
  useDepartmentOptions,
  useFeature,
  useEntityTitles,
  callboardReactTranslationRef,
  useActionLabels,
  useEntityTypeLabels,
  filterFound,
} from '@callboard/plugin-callboard-react';
import { useMemo, useRef } from 'react';
import Autocomplete from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import { callboardDashboardsEditTranslationRef } from '../editTranslation';
import {
  type FilterOption,
  type FilterValue,
  useResourceNames,
  type NamedType,
} from './useResourceNames';
import {
  usePeopleOptions,
  useProjectOptions,
  useSettingOptions,
  useWorkItemOptions,
} from './useResourceOptions';

const getOptionKey = ({ value }: FilterOption) => JSON.stringify(value);

/** A field for the values of a filter; without values, the filter matches everything. */
function FilterField(props: {
  label: string;
  values: readonly FilterValue[];
  options: readonly FilterOption[];
  hasNone?: boolean;
  hint?: string;
  loading?: boolean;
  /** Returns the name of a value that is not among the options. */
  getValueName?: (value: FilterValue) => string;
  /** Parses typed text; undefined if it is not a valid value. */
  parseTyped?: (text: string) => FilterValue | undefined;
  onSearch?: (text: string) => void;
  onChange: (values: FilterValue[]) => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsEditTranslationRef);
  const { values, parseTyped, onSearch } = props;
  const none: FilterOption = { value: null, label: t('form.none') };
  const options = [...(props.hasNone ? [none] : []), ...props.options];
  const isFull = values.length >= MAX_FILTER_VALUES;
  // Search results replace the options, so this map retains the names of selected values.
  const selectedNames = useRef(new Map<FilterValue, string>());
  const getLabel = (value: FilterValue) => {
    const optionLabel = options.find(option => option.value === value)?.label;
    if (optionLabel !== undefined) {
      selectedNames.current.set(value, optionLabel);
    }
    return (
      optionLabel ??
      selectedNames.current.get(value) ??
      (value === null ? t('form.none') : props.getValueName?.(value)) ??
      String(value)
    );
  };
  const selected = values.map(value => ({ value, label: getLabel(value) }));
  return (
    <Autocomplete
      multiple
      size="small"
      freeSolo={Boolean(parseTyped)}
      value={selected}
      options={options}
      loading={props.loading}
      filterOptions={
        onSearch
          ? filterFound(Boolean(props.loading), ({ label }) => label)
          : undefined
      }
      filterSelectedOptions
      disableCloseOnSelect
      limitTags={4}
      isOptionEqualToValue={(a, b) => a.value === b.value}
      getOptionKey={option =>
        typeof option === 'string' ? option : getOptionKey(option)
      }
      getOptionLabel={option =>
        typeof option === 'string' ? option : option.label
      }
      getOptionDisabled={() => isFull}
      onInputChange={(_, text, reason) =>
        // Only typed text is a search. MUI also reports text that it sets on selection or blur.
        onSearch?.(reason === 'input' ? text : '')
      }
      onChange={(_, next) =>
        props.onChange(
          // Typed text can name a value that is already selected.
          [
            ...new Set(
              next.flatMap(option => {
                const value =
                  typeof option === 'string'
                    ? parseTyped?.(option)
                    : option.value;
                return value === undefined ? [] : [value];
              }),
            ),
          ].slice(0, MAX_FILTER_VALUES),
        )
      }
      renderInput={params => (
        <TextField
          {...params}
          label={props.label}
          helperText={isFull ? t('form.tooManyValues') : props.hint}
        />
      )}
    />
  );
}

/** The state groups of the items that widgets count. */
const countedGroups = stateGroup.options.filter(group => group !== 'triage');

const actions = [...new Set(Object.values(changeVocabulary).flat())].sort();

function useStaticOptions(): Partial<
  Record<keyof WidgetFilters, FilterOption[]>
> {
  const { t: tReact } = useTranslationRef(callboardReactTranslationRef);
  const { t } = useTranslationRef(callboardDashboardsEditTranslationRef);
  const getActionLabel = useActionLabels();
  const getTypeLabel = useEntityTypeLabels();
  return useMemo(
    () => ({
      priority: priority.options.map(value => ({
        value,
        label: tReact(`activity.priority.${value}`),
      })),
      state_groups: countedGroups.map(value => ({
        value,
        label: t(`groups.${value}`),
      })),
      is_billable: [
        { value: true, label: tReact('activity.value.yes') },
        { value: false, label: tReact('activity.value.no') },
      ],
      sources: [
        ...[...sourceNames].map(([value, label]) => ({ value, label })),
        { value: 'file', label: t('form.otherFiles') },
      ],
      actions: actions.map(value => ({ value, label: getActionLabel(value) })),
      entity_types: Object.keys(changeVocabulary).map(value => ({
        value,
        label: getTypeLabel(value),
      })),
    }),
    [t, tReact, getActionLabel, getTypeLabel],
  );
}

export type FilterName = keyof WidgetFilters;

interface FilterProps {
  slug: string;
  name: FilterName;
  label: string;
  values: readonly FilterValue[];
  onChange: (values: FilterValue[]) => void;
  projects: ReadonlyArray<{ id: string; name: string }>;
}

function PeopleFilter(props: FilterProps) {
  const { options, ...search } = usePeopleOptions(props.slug);
  const titles = useEntityTitles(
    props.values.filter(value => typeof value === 'string'),
  );
  return (
    <FilterField
      {...props}
      {...search}
      hasNone
      options={options}
      getValueName={value => {
        const ref = String(value);
        return titles.get(ref) ?? parseRef(ref)?.name ?? ref;
      }}
    />
  );
}

function ProjectFilter(props: FilterProps) {
  const { getValueName } = useResourceNames('project', props.values);
  const { options, ...search } = useProjectOptions(props.slug);
  return (
    <FilterField
      {...props}
      {...search}
      options={options}
      getValueName={getValueName}
    />
  );
}

function WorkItemFilter(props: FilterProps) {
  const { getValueName } = useResourceNames('work_item', props.values);
  const { options, ...search } = useWorkItemOptions(props.slug);
  return (
    <FilterField
      {...props}
      {...search}
      options={options}
      getValueName={getValueName}
    />
  );
}

function DepartmentFilter(props: FilterProps) {
  const departments = useDepartmentOptions(props.slug);
  const hasDepartments = useFeature('organisation');
  const { getValueName } = useResourceNames('department', props.values);
  return (
    <FilterField
      {...props}
      getValueName={getValueName}
      loading={hasDepartments && !departments}
      hasNone
      options={departments ?? []}
    />
  );
}

type SettingKind = Parameters<typeof useSettingOptions>[1];

const resourceTypes: Record<SettingKind, NamedType> = {
  states: 'work_state',
  labels: 'label',
  cycles: 'cycle',
  modules: 'module',
};

function SettingFilter(props: FilterProps & { kind: SettingKind }) {
  const { t } = useTranslationRef(callboardDashboardsEditTranslationRef);
  const { slug, kind, projects, values } = props;
  const { options, loading } = useSettingOptions(slug, kind, projects);
  const { getValueName } = useResourceNames(resourceTypes[kind], values);
  return (
    <FilterField
      {...props}
      loading={loading}
      getValueName={getValueName}
      hasNone={kind !== 'states'}
      options={options}
      hint={projects.length === 0 ? t('form.noProject') : undefined}
    />
  );
}

function ActivityTypeFilter(props: FilterProps) {
  const { data } = useCallboardQuery(endpoints.getTimeSettings, {
    params: { slug: props.slug },
  });
  const types = data?.activity_types ?? [];
  return (
    <FilterField
      {...props}
      hasNone
      options={types.map(value => ({ value, label: value }))}
    />
  );
}

function parseEstimate(text: string): number | undefined {
  const points = Number(text.replace(',', '.'));
  return text.trim() && points >= 0 && points <= 1e6 ? points : undefined;
}

function SourceFilter(
  props: FilterProps & { options: readonly FilterOption[] },
) {
  const { t } = useTranslationRef(callboardDashboardsEditTranslationRef);
  const parseSource = (text: string) => {
    const typed = text.trim().toLowerCase();
    return (
      props.options.find(({ label }) => label.toLowerCase() === typed)?.value ??
      widgetFilters.safeParse({ sources: [typed] }).data?.sources?.[0]
    );
  };
  return (
    <FilterField
      {...props}
      parseTyped={parseSource}
      hint={t('form.sourceHint')}
    />
  );
}

export function WidgetFilterField(props: FilterProps) {
  const staticOptions = useStaticOptions()[props.name];
  switch (props.name) {
    case 'project_ids':
      return <ProjectFilter {...props} />;
    case 'work_item_ids':
      return <WorkItemFilter {...props} />;
    case 'department_ids':
      return <DepartmentFilter {...props} />;
    case 'assignees':
    case 'created_by':
    case 'member_ids':
    case 'user_ids':
      return <PeopleFilter {...props} />;
    case 'states':
    case 'labels':
    case 'cycles':
    case 'modules':
      return <SettingFilter {...props} kind={props.name} />;
    case 'activity_types':
      return <ActivityTypeFilter {...props} />;
    case 'estimate_points':
      return (
        <FilterField
          {...props}
          hasNone
          options={[]}
          parseTyped={parseEstimate}
        />
      );
    case 'sources':
      return <SourceFilter {...props} options={staticOptions ?? []} />;
    default:
      return staticOptions ? (
        <FilterField {...props} options={staticOptions} />
      ) : null;
  }
}
