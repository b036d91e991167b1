import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  EmptyState,
  getProblems,
  getErrorStatus,
  useStartProject,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { callboardWorkTranslationRef } from '../translation';

/** Explains projects for an entity without one, with an action to start it. */
export function StartProject(props: { workspace: OwnWorkspace }) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { workspace } = props;
  const starting = useStartProject(workspace.slug);
  const status = getErrorStatus(starting.error);
  // A project exists, and the reader may not see it.
  if (status === 403 || status === 404) {
    return <EmptyState title={t('noProject.secret')} />;
  }
  const isGuest = workspace.role === 'guest';
  return (
    <>
      {starting.error && (
        <Alert severity="error">
          {t('noProject.failed')} {getProblems(starting.error).message}
        </Alert>
      )}
      <EmptyState
        title={t('noProject.title')}
        action={
          !isGuest && (
            <Button
              variant="contained"
              aria-disabled={starting.isPending}
              onClick={() => !starting.isPending && starting.mutate()}
            >
              {t('noProject.start')}
            </Button>
          )
        }
      >
        {t('noProject.hint')} {isGuest && t('noProject.guest')}
      </EmptyState>
    </>
  );
}
