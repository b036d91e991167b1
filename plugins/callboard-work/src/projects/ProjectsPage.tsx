import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ExactPath,
  PageBody,
  ShortcutsHelp,
  WorkspaceChoice,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import type { ReactNode } from 'react';
import { ProjectFilters } from './ProjectFilters';
import { ProjectList } from './ProjectList';
import { projectsSkeleton } from './projectsSkeleton';
import { callboardWorkProjectsTranslationRef } from './projectsTranslation';
import { useProjectOverviews } from './useProjectOverviews';
import { useProjectsUrl } from './useProjectsUrl';

function WorkspaceProjects(props: {
  workspace: OwnWorkspace;
  picker: ReactNode;
}) {
  const { t } = useTranslationRef(callboardWorkProjectsTranslationRef);
  const { workspace } = props;
  const url = useProjectsUrl();
  const { list, totals } = useProjectOverviews(workspace, url);
  return (
    <Stack spacing={2}>
      <Box
        role="group"
        aria-label={t('filters')}
        sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5 }}
      >
        {props.picker}
        <ProjectFilters url={url} totals={totals} />
      </Box>
      {workspace.role === 'guest' && (
        <Alert severity="info">
          {t('guest', { workspace: workspace.name })}
        </Alert>
      )}
      <ProjectList
        workspace={workspace}
        url={url}
        list={list}
        totals={totals}
      />
      <ShortcutsHelp standardShortcuts={['move']} />
    </Stack>
  );
}

/** The projects of a workspace that the reader can see. @public */
export function ProjectsPage() {
  return (
    <PageBody>
      <ExactPath>
        <WorkspaceChoice loading={projectsSkeleton}>
          {(workspace, picker) => (
            <WorkspaceProjects
              key={workspace.slug}
              workspace={workspace}
              picker={picker}
            />
          )}
        </WorkspaceChoice>
      </ExactPath>
    </PageBody>
  );
}
