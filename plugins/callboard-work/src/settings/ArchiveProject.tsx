import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { FormDialog, useToast } from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useWorkProject } from '../data/useWorkProject';
import { callboardWorkSettingsTranslationRef } from '../settingsTranslation';
import { SectionLayout } from './SectionLayout';
import { useSettingProblem } from './useSettingProblem';
import { useUpdateProject } from './useUpdateProject';

/** Archives the project after confirmation. */
export function ArchiveProject() {
  const { t } = useTranslationRef(callboardWorkSettingsTranslationRef);
  const { project } = useWorkProject();
  const [isAsking, setAsking] = useState(false);
  const getProblem = useSettingProblem();
  const notify = useToast();
  const updating = useUpdateProject();

  // `mutateAsync`, because callbacks of `mutate` do not run after the section has unmounted.
  const archive = () =>
    updating
      // The server uses its own time instead of the sent one.
      .mutateAsync({ archived_at: new Date().toISOString() })
      .then(
        () =>
          notify({
            status: 'success',
            title: t('archive.done', { project: project.name }),
          }),
        () => undefined,
      );

  return (
    <SectionLayout name="archive" hint={t('archive.hint')}>
      <Button
        variant="outlined"
        color="error"
        sx={{ mt: 1.5 }}
        onClick={() => {
          updating.reset();
          setAsking(true);
        }}
      >
        {t('archive.open')}
      </Button>
      {isAsking && (
        <FormDialog
          title={t('archive.ask', { project: project.name })}
          hint={t('archive.means')}
          submitLabel={t('archive.submit')}
          submitColor="error"
          isBusy={updating.isPending}
          onSubmit={archive}
          onClose={() => setAsking(false)}
        >
          {updating.error && (
            <Alert severity="error">{getProblem(updating.error)}</Alert>
          )}
        </FormDialog>
      )}
    </SectionLayout>
  );
}
