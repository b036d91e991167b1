import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints, type Project } from '@callboard/plugin-callboard-common';
import {
  EntityTypeIcon,
  useCallboardQuery,
  ValuePicker,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { keepPreviousData } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { callboardDepartmentsTranslationRef } from '../translation';

const MOST_FOUND = 20;

/** Picks one of the projects of a workspace, by a part of its name. */
export function ProjectPicker(props: {
  slug: string;
  value: string | undefined;
  onChange: (id: string | undefined) => void;
}) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { slug, value, onChange } = props;
  const [typed, setTyped] = useState('');
  const [picked, setPicked] = useState<Project>();
  const wanted = typed.trim();
  const search = useDeferredValue(wanted);
  const found = useCallboardQuery(
    endpoints.listProjects,
    {
      params: { slug },
      query: { limit: MOST_FOUND, ...(search ? { search } : {}) },
    },
    { placeholderData: keepPreviousData },
  );
  const projects = found.data?.items ?? [];
  return (
    <ValuePicker
      fullWidth
      label={t('access.project')}
      value={value}
      onChange={id => {
        setPicked(projects.find(project => project.id === id));
        setTyped('');
        onChange(id);
      }}
      onSearch={setTyped}
      loading={found.isFetching || search !== wanted}
      options={projects.map(({ id, name }) => ({ value: id, label: name }))}
      // The one picked may not be among those found since.
      labelOf={id => (picked?.id === id ? picked.name : id)}
      iconOf={(_, size) => (
        <Box
          component="span"
          sx={{ display: 'flex', fontSize: size, color: 'text.secondary' }}
        >
          <EntityTypeIcon type="project" />
        </Box>
      )}
      noOptionsText={t('link.noProject')}
    />
  );
}
