import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { GiversList } from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import { callboardTimeEntityTranslationRef } from './entityTimeTranslation';
import type { TimeProject } from './TimeProject';

/** Explains why time tracking is closed in a project, and who can change that. */
export function TimeNote({ workspace, project }: TimeProject) {
  const { t } = useTranslationRef(callboardTimeEntityTranslationRef);
  const { archived_at, is_time_tracking_enabled: isTracked } = project;
  if (isTracked && !archived_at) {
    return null;
  }
  return (
    <Alert severity="info">
      {t(archived_at ? 'note.archived' : 'note.off')}
      <Box sx={{ mt: 0.5 }}>
        <GiversList
          givers={{ workspace: workspace.slug, project: project.id }}
        />
      </Box>
    </Alert>
  );
}
