import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints, type Project } from '@callboard/plugin-callboard-common';
import {
  EntityTypeIcon,
  useCallboardQuery,
  useDebounced,
  ValuePicker,
  useDepartmentOptions,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { keepPreviousData } from '@tanstack/react-query';
import { useState } from 'react';
import { callboardDashboardsAnalyticsTranslationRef } from './analyticsTranslation';

/** Selects the department of the numbers. */
export function DepartmentField(props: {
  slug: string;
  value: string | undefined;
  onChange: (id: string | undefined) => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsAnalyticsTranslationRef);
  const departments = useDepartmentOptions(props.slug);
  return (
    <ValuePicker
      fullWidth
      label={t('filters.department')}
      value={props.value}
      onChange={props.onChange}
      options={departments ?? []}
      loading={!departments}
      getLabel={() => (departments ? t('filters.unknownDepartment') : '…')}
    />
  );
}

const MAX_FOUND = 20;

/** Selects the project, by a part of its name. */
export function ProjectField(props: {
  slug: string;
  value: string | undefined;
  onChange: (id: string | undefined) => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsAnalyticsTranslationRef);
  const { slug, value, onChange } = props;
  const [typed, setTyped] = useState('');
  const query = typed.trim();
  const search = useDebounced(query);
  const found = useCallboardQuery(
    endpoints.listProjects,
    {
      params: { slug },
      query: { limit: MAX_FOUND, ...(search ? { search } : {}) },
    },
    { placeholderData: keepPreviousData },
  );
  const projects: readonly Project[] = found.data?.items ?? [];
  const isFound = projects.some(({ id }) => id === value);
  const picked = useCallboardQuery(
    endpoints.getProject,
    { params: { slug, pid: value ?? '' } },
    { enabled: value !== undefined && found.isSuccess && !isFound },
  );
  return (
    <ValuePicker
      fullWidth
      label={t('filters.project')}
      value={value}
      onChange={id => {
        setTyped('');
        onChange(id);
      }}
      onSearch={setTyped}
      loading={found.isFetching || search !== query}
      options={projects.map(({ id, name }) => ({ value: id, label: name }))}
      getLabel={() =>
        picked.data?.name ?? (picked.error ? t('filters.unknownProject') : '…')
      }
      renderIcon={(_, size) => (
        <Box
          component="span"
          sx={{ display: 'flex', fontSize: size, color: 'text.secondary' }}
        >
          <EntityTypeIcon type="project" />
        </Box>
      )}
      noOptionsText={t('filters.noProject')}
    />
  );
}
