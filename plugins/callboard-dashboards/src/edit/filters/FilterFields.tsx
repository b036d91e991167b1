import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  numberFilters,
  type NumberSource,
  type WidgetFilters,
} from '@callboard/plugin-callboard-common';
import {
  useCallboardQuery,
  useDepartmentOptions,
} from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import { callboardDashboardsEditTranslationRef } from '../editTranslation';
import { FilterField } from './FilterField';
import type { FilterOption, FilterValue } from './FilterOption';
import { useSettledOptions } from './useSettledOptions';
import {
  usePeopleOptions,
  useProjectOptions,
  useSettingOptions,
} from './useThingOptions';

type FilterName = keyof WidgetFilters;

interface FieldProps {
  slug: string;
  name: FilterName;
  label: string;
  values: readonly FilterValue[];
  onChange: (values: FilterValue[]) => void;
  /** Those that the widget is narrowed to. */
  projects: ReadonlyArray<{ id: string; name: string }>;
}

function useNone(): FilterOption {
  const { t } = useTranslationRef(callboardDashboardsEditTranslationRef);
  return { value: null, label: t('form.none') };
}

function PeopleFilter(props: FieldProps) {
  const none = useNone();
  const { options, ...search } = usePeopleOptions(props.slug);
  return <FilterField {...props} {...search} options={[none, ...options]} />;
}

function DepartmentFilter(props: FieldProps) {
  const none = useNone();
  const departments = useDepartmentOptions(props.slug);
  return (
    <FilterField
      {...props}
      loading={!departments}
      options={[none, ...(departments ?? [])]}
    />
  );
}

function SettingFilter(
  props: FieldProps & { kind: Parameters<typeof useSettingOptions>[1] },
) {
  const { t } = useTranslationRef(callboardDashboardsEditTranslationRef);
  const none = useNone();
  const { slug, kind, projects } = props;
  const { options, loading } = useSettingOptions(slug, kind, projects);
  return (
    <FilterField
      {...props}
      loading={loading}
      options={kind === 'states' ? options : [none, ...options]}
      hint={projects.length === 0 ? t('form.noProject') : undefined}
    />
  );
}

function ActivityTypeFilter(props: FieldProps) {
  const none = useNone();
  const { data } = useCallboardQuery(endpoints.getTimeSettings, {
    params: { slug: props.slug },
  });
  const types = data?.activity_types ?? [];
  return (
    <FilterField
      {...props}
      options={[none, ...types.map(value => ({ value, label: value }))]}
    />
  );
}

/** An estimate as it is typed. */
function readPoints(text: string): number | undefined {
  const points = Number(text.replace(',', '.'));
  return text.trim() && points >= 0 && points <= 1e6 ? points : undefined;
}

function OneFilter(props: FieldProps) {
  const none = useNone();
  const settled = useSettledOptions()[props.name];
  switch (props.name) {
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
      return <FilterField {...props} options={[none]} readTyped={readPoints} />;
    default:
      return settled ? <FilterField {...props} options={settled} /> : null;
  }
}

/** What narrows a widget down: a field for each filter of its source. */
export function FilterFields(props: {
  slug: string;
  source: NumberSource | undefined;
  filters: WidgetFilters | undefined;
  onChange: (filters: WidgetFilters | undefined) => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsEditTranslationRef);
  const { slug, source, filters = {}, onChange } = props;
  const { options, loading } = useProjectOptions(slug);
  const projects = options
    .filter(({ value }) => filters.project_ids?.some(id => id === value))
    .map(({ value, label }) => ({ id: String(value), name: label }));
  const set = (name: FilterName, values: FilterValue[]) => {
    const { [name]: _, ...others } = filters;
    const next = values.length > 0 ? { ...others, [name]: values } : others;
    onChange(Object.keys(next).length > 0 ? next : undefined);
  };
  const names: readonly FilterName[] = source
    ? numberFilters[source]
    : ['project_ids', 'department_ids'];
  return (
    <Stack spacing={2}>
      <FilterField
        label={t('filterNames.project_ids')}
        values={filters.project_ids ?? []}
        options={options}
        loading={loading}
        onChange={values => set('project_ids', values)}
      />
      {names
        .filter(name => name !== 'project_ids')
        .map(name => (
          <OneFilter
            key={name}
            slug={slug}
            name={name}
            label={t(`filterNames.${name}`)}
            values={filters[name] ?? []}
            projects={projects}
            onChange={values => set(name, values)}
          />
        ))}
    </Stack>
  );
}
