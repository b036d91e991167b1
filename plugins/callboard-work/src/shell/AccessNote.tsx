import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { problemsOf, useJoinProject } from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { useWorkProject } from '../data/useWorkProject';
import { callboardWorkTranslationRef } from '../translation';

/** Why items cannot be changed, and what can be done about it. */
export function AccessNote() {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { workspace, project, mayWrite } = useWorkProject();
  const joining = useJoinProject(workspace.slug, project.id);
  if (mayWrite) {
    return null;
  }
  if (project.archived_at) {
    return <Alert severity="info">{t('tab.archived')}</Alert>;
  }
  const mayJoin =
    project.role === null &&
    project.access === 'open' &&
    workspace.role !== 'guest';
  if (joining.error) {
    return (
      <Alert severity="error">
        {t('tab.joinFailed')} {problemsOf(joining.error).message}
      </Alert>
    );
  }
  return (
    <Alert
      severity="info"
      action={
        mayJoin && (
          <Button
            size="small"
            color="inherit"
            aria-disabled={joining.isPending}
            onClick={() => !joining.isPending && joining.mutate()}
          >
            {t('tab.join')}
          </Button>
        )
      }
    >
      {mayJoin ? t('tab.joinHint') : t('tab.readOnly')}
    </Alert>
  );
}
