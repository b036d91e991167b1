import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints, type Project } from '@callboard/plugin-callboard-common';
import {
  EntityTypeIcon,
  useCallboardQuery,
  useDebounced,
  ValuePicker,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { keepPreviousData } from '@tanstack/react-query';
import { useState } from 'react';
import { callboardDashboardsAnalyticsTranslationRef } from './analyticsTranslation';

const MAX_RESULTS = 20;

export function ProjectField(props: {
  slug: string;
  value: string | undefined;
  onChange: (id: string | undefined) => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsAnalyticsTranslationRef);
  const { slug, value, onChange } = props;
  const [typedText, setTypedText] = useState('');
  const searchText = typedText.trim();
  const search = useDebounced(searchText);
  const projectsQuery = useCallboardQuery(
    endpoints.listProjects,
    {
      params: { slug },
      query: { limit: MAX_RESULTS, ...(search ? { search } : {}) },
    },
    { placeholderData: keepPreviousData },
  );
  const projects: readonly Project[] = projectsQuery.data?.items ?? [];
  const isFound = projects.some(({ id }) => id === value);
  const selectedProject = useCallboardQuery(
    endpoints.getProject,
    { params: { slug, pid: value ?? '' } },
    { enabled: value !== undefined && projectsQuery.isSuccess && !isFound },
  );
  return (
    <ValuePicker
      fullWidth
      label={t('filters.project')}
      value={value}
      onChange={id => {
        setTypedText('');
        onChange(id);
      }}
      onSearch={setTypedText}
      loading={projectsQuery.isFetching || search !== searchText}
      options={projects.map(({ id, name }) => ({ value: id, label: name }))}
      getLabel={() =>
        selectedProject.data?.name ??
        (selectedProject.error ? t('filters.unknownProject') : '…')
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
