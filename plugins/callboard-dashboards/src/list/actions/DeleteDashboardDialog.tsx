import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints, type Dashboard } from '@callboard/plugin-callboard-common';
import {
  FormDialog,
  getProblems,
  useCallboardClient,
  useToast,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { callboardDashboardsListTranslationRef } from '../listTranslation';
import { refreshDashboards } from '../refreshDashboards';

/** Confirms the deletion of a dashboard, with its effect on other viewers. */
export function DeleteDashboardDialog(props: {
  workspace: OwnWorkspace;
  dashboard: Dashboard;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsListTranslationRef);
  const { workspace, dashboard, onClose } = props;
  const { id, name, access, is_default } = dashboard;
  const client = useCallboardClient();
  const queries = useQueryClient();
  const notify = useToast();
  const removal = useMutation({
    mutationFn: () =>
      client.call(endpoints.deleteDashboard, {
        params: { slug: workspace.slug, id },
      }),
    onSuccess: () => {
      notify({ status: 'success', title: t('did.delete', { name }) });
      onClose();
    },
    onSettled: () => refreshDashboards(queries),
  });
  return (
    <FormDialog
      title={t('delete.title', { name })}
      hint={t(`delete.${is_default ? 'default' : access}`, {
        workspace: workspace.name,
      })}
      submitLabel={t('delete.submit')}
      submitColor="error"
      isBusy={removal.isPending}
      isReady
      onSubmit={() => removal.mutate()}
      onClose={onClose}
    >
      {removal.error && (
        <Alert severity="error">
          {t('delete.failed')} {getProblems(removal.error).message}
        </Alert>
      )}
    </FormDialog>
  );
}
