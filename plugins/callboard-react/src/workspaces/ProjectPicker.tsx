import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints, type Project } from '@callboard/plugin-callboard-common';
import Box from '@mui/material/Box';
import { keepPreviousData } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { ValuePicker } from '../pickers/ValuePicker';
import { useCallboardQuery } from '../query/useCallboardQuery';
import { useWholeList } from '../query/usePages';
import { EntityTypeIcon } from '../resources/EntityTypeIcon';
import { callboardReactTranslationRef } from '../translation';

const MAX_RESULTS = 20;

/** A field that selects a project of a workspace by part of the project's name. @public */
export function ProjectPicker(props: {
  slug: string;
  value: string | undefined;
  /** Whether to offer a project. By default, all projects are offered. */
  isOffered?: (project: Project) => boolean;
  onChange: (project: Project | undefined) => void;
}) {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const { slug, value, isOffered, onChange } = props;
  const [typed, setTyped] = useState('');
  const [picked, setPicked] = useState<Project>();
  const text = typed.trim();
  const search = useDeferredValue(text);
  const found = useCallboardQuery(
    endpoints.listProjects,
    {
      params: { slug },
      query: { limit: MAX_RESULTS, ...(search ? { search } : {}) },
    },
    { enabled: !isOffered, placeholderData: keepPreviousData },
  );
  // The server cannot apply `isOffered`, so the browser filters the whole list.
  const all = useWholeList(
    endpoints.listProjects,
    { params: { slug } },
    { enabled: Boolean(isOffered) },
  );
  const projects = isOffered
    ? all.data?.items.filter(isOffered) ?? []
    : found.data?.items ?? [];
  return (
    <ValuePicker
      fullWidth
      label={t('projects.picker')}
      value={value}
      onChange={id => {
        const project = projects.find(other => other.id === id);
        setPicked(project);
        setTyped('');
        onChange(project);
      }}
      {...(isOffered
        ? { loading: all.isFetching }
        : {
            onSearch: setTyped,
            loading: found.isFetching || search !== text,
          })}
      options={projects.map(({ id, name }) => ({ value: id, label: name }))}
      // The selected project may not be among the current options.
      getLabel={id => (picked?.id === id ? picked.name : id)}
      renderIcon={(_, size) => (
        <Box
          component="span"
          sx={{ display: 'flex', fontSize: size, color: 'text.secondary' }}
        >
          <EntityTypeIcon type="project" />
        </Box>
      )}
      noOptionsText={t('projects.none')}
    />
  );
}
