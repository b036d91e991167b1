import type { WidgetFilters } from '@callboard/plugin-callboard-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useFeature } from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import { callboardDashboardsEditTranslationRef } from '../editTranslation';
import { type FilterValue, useResourceNames } from './useResourceNames';
import { WidgetFilterField, type FilterName } from './WidgetFilterField';

export function FilterFields(props: {
  slug: string;
  names: readonly FilterName[];
  labels?: Partial<Record<FilterName, string>>;
  filters: WidgetFilters | undefined;
  /** The ids of the projects that apply if the project filter is empty. */
  defaultProjects?: readonly string[];
  onChange: (filters: WidgetFilters | undefined) => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsEditTranslationRef);
  const { slug, names, filters = {}, defaultProjects = [], onChange } = props;
  const { titles } = useResourceNames(
    'project',
    filters.project_ids ?? defaultProjects,
  );
  const projects = [...titles].map(([id, name]) => ({ id, name }));
  const setFilter = (name: FilterName, values: FilterValue[]) => {
    const { [name]: _, ...otherFilters } = filters;
    const next =
      values.length > 0 ? { ...otherFilters, [name]: values } : otherFilters;
    onChange(Object.keys(next).length > 0 ? next : undefined);
  };
  const hasDepartments = useFeature('organisation');
  const shownNames = names.filter(
    // Without departments, a department filter stays visible while it is set, so that users can
    // remove it.
    name => name !== 'department_ids' || hasDepartments || filters[name],
  );
  return (
    <Stack spacing={2}>
      {shownNames.map(name => (
        <WidgetFilterField
          key={name}
          slug={slug}
          name={name}
          label={props.labels?.[name] ?? t(`filterNames.${name}`)}
          values={filters[name] ?? []}
          projects={projects}
          onChange={values => setFilter(name, values)}
        />
      ))}
    </Stack>
  );
}
