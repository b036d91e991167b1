import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  NoAccess,
  getProblems,
  useJoinProject,
} from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { callboardTimeEntityTranslationRef } from './entityTimeTranslation';
import type { TimeProject } from './TimeProject';

/** Explains to people outside a project why they see no time, and how to join. */
export function ClosedTime({ workspace, project }: TimeProject) {
  const { t } = useTranslationRef(callboardTimeEntityTranslationRef);
  const joining = useJoinProject(workspace.slug, project.id);
  const isGuest = workspace.role === 'guest' || project.role === 'guest';
  return (
    <NoAccess givers={{ workspace: workspace.slug, project: project.id }}>
      {t(isGuest ? 'access.guest' : 'access.member')}
      {joining.error && (
        <Alert severity="error" sx={{ my: 1 }}>
          {t('access.joinFailed')} {getProblems(joining.error).message}
        </Alert>
      )}
      {!isGuest && project.access === 'open' && (
        <div>
          <Button
            variant="outlined"
            aria-disabled={joining.isPending}
            onClick={() => !joining.isPending && joining.mutate()}
            sx={{ mt: 1 }}
          >
            {t('access.join')}
          </Button>
        </div>
      )}
    </NoAccess>
  );
}
