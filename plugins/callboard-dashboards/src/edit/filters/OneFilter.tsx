import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type WidgetFilters,
} from '@callboard/plugin-callboard-common';
import {
  parseRef,
  useCallboardQuery,
  useDepartmentOptions,
  useEntityTitles,
} from '@callboard/plugin-callboard-react';
import { callboardDashboardsEditTranslationRef } from '../editTranslation';
import { FilterField } from './FilterField';
import type { FilterOption, FilterValue } from './FilterOption';
import { useSettledOptions } from './useSettledOptions';
import { useResourceNames, type NamedType } from './useResourceNames';
import {
  usePeopleOptions,
  useProjectOptions,
  useSettingOptions,
  useWorkItemOptions,
} from './useResourceOptions';

/** @see WidgetFilters */
export type FilterName = keyof WidgetFilters;

/** A filter, with the required context of the others. */
export interface FilterProps {
  slug: string;
  name: FilterName;
  label: string;
  values: readonly FilterValue[];
  onChange: (values: FilterValue[]) => void;
  /** The projects whose states, labels, cycles and modules are offered. */
  projects: ReadonlyArray<{ id: string; name: string }>;
}

function useNone(): FilterOption {
  const { t } = useTranslationRef(callboardDashboardsEditTranslationRef);
  return { value: null, label: t('form.none') };
}

function PeopleFilter(props: FilterProps) {
  const none = useNone();
  const { options, ...search } = usePeopleOptions(props.slug);
  const titles = useEntityTitles(
    props.values.filter(value => typeof value === 'string'),
  );
  return (
    <FilterField
      {...props}
      {...search}
      options={[none, ...options]}
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
  const none = useNone();
  const departments = useDepartmentOptions(props.slug);
  const { getValueName } = useResourceNames('department', props.values);
  return (
    <FilterField
      {...props}
      getValueName={getValueName}
      loading={!departments}
      options={[none, ...(departments ?? [])]}
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
  const none = useNone();
  const { slug, kind, projects, values } = props;
  const { options, loading } = useSettingOptions(slug, kind, projects);
  const { getValueName } = useResourceNames(resourceTypes[kind], values);
  return (
    <FilterField
      {...props}
      loading={loading}
      getValueName={getValueName}
      options={kind === 'states' ? options : [none, ...options]}
      hint={projects.length === 0 ? t('form.noProject') : undefined}
    />
  );
}

function ActivityTypeFilter(props: FilterProps) {
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

/** Parses a typed estimate; undefined if it is invalid. */
function readPoints(text: string): number | undefined {
  const points = Number(text.replace(',', '.'));
  return text.trim() && points >= 0 && points <= 1e6 ? points : undefined;
}

/** The field of a filter, with its options. */
export function OneFilter(props: FilterProps) {
  const none = useNone();
  const settled = useSettledOptions()[props.name];
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
      return <FilterField {...props} options={[none]} readTyped={readPoints} />;
    default:
      return settled ? <FilterField {...props} options={settled} /> : null;
  }
}
