import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RelativeTime, useToast } from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Button from '@mui/material/Button';
import { useWorkProject } from '../data/useWorkProject';
import { callboardWorkSettingsTranslationRef } from '../settingsTranslation';
import { useSettingProblem } from './useSettingProblem';
import { useUpdateProject } from './useUpdateProject';

/** Shows that the project is archived, and restores it. */
export function ArchivedNote() {
  const { t } = useTranslationRef(callboardWorkSettingsTranslationRef);
  const { project } = useWorkProject();
  const getProblem = useSettingProblem();
  const notify = useToast();
  const updating = useUpdateProject();
  // A promise, because the note has unmounted by the time of the response.
  const restore = () =>
    updating.mutateAsync({ archived_at: null }).then(
      () =>
        notify({
          status: 'success',
          title: t('archive.restored', { project: project.name }),
        }),
      error => notify({ status: 'danger', title: getProblem(error) }),
    );
  return (
    <Alert
      severity="warning"
      sx={{ mt: 2 }}
      action={
        <Button
          color="inherit"
          size="small"
          // Not `disabled`: that would take the focus away from the button.
          aria-disabled={updating.isPending}
          onClick={() => !updating.isPending && restore()}
        >
          {t('archive.restore')}
        </Button>
      }
    >
      <AlertTitle>
        {t('archive.isArchived')}{' '}
        {project.archived_at && <RelativeTime instant={project.archived_at} />}
      </AlertTitle>
      {t('archive.means')}
    </Alert>
  );
}
