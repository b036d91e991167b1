import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints, type Dashboard } from '@callboard/plugin-callboard-common';
import {
  FormDialog,
  ifMatch,
  problemsOf,
  statusOf,
  useCallboardClient,
  useNotice,
} from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Details } from '../fields/Details';
import { DetailsFields } from '../fields/DetailsFields';
import { useNameProblem } from '../fields/useNameProblem';
import { callboardDashboardsListTranslationRef } from '../listTranslation';
import { refreshDashboards } from '../refreshDashboards';

/** Changes what a dashboard is called, and what is said of it. */
export function EditDetailsDialog(props: {
  slug: string;
  dashboard: Dashboard;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsListTranslationRef);
  const { slug, dashboard, onClose } = props;
  const client = useCallboardClient();
  const queries = useQueryClient();
  const notify = useNotice();
  const [details, setDetails] = useState<Details>({
    name: dashboard.name,
    description: dashboard.description ?? '',
  });
  const name = details.name.trim();
  const naming = useNameProblem(slug, details.name, dashboard.name);
  const saving = useMutation({
    mutationFn: () =>
      client.call(endpoints.updateDashboard, {
        params: { slug, id: dashboard.id },
        body: { name, description: details.description.trim() || null },
        headers: ifMatch(dashboard),
      }),
    onSuccess: () => {
      notify({ status: 'success', title: t('did.edit', { name }) });
      onClose();
    },
    onError: error => statusOf(error) === 409 && naming.refuse(),
    onSettled: () => refreshDashboards(queries),
  });
  const { error } = saving;
  const isStale = statusOf(error) === 412;
  return (
    <FormDialog
      title={t('details.title')}
      submitLabel={t('details.submit')}
      maxWidth="sm"
      isBlocked={!name || naming.problem !== undefined || isStale}
      isBusy={saving.isPending}
      onSubmit={() => saving.mutate()}
      onClose={onClose}
    >
      {error && !problemsOf(error).fields.name && (
        <Alert severity="error" sx={{ mb: 2 }}>
          {t('details.failed')}{' '}
          {isStale ? t('details.stale') : problemsOf(error).message}
        </Alert>
      )}
      <DetailsFields
        details={details}
        nameProblem={naming.problem}
        onChange={patch => setDetails({ ...details, ...patch })}
        onNameLeft={naming.leave}
      />
    </FormDialog>
  );
}
