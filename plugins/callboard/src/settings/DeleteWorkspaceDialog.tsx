import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints, type Workspace } from '@callboard/plugin-callboard-common';
import {
  FormDialog,
  getProblems,
  useCallboardClient,
  useForgetDeleted,
  useToast,
} from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import TextField from '@mui/material/TextField';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { workspacesRouteRef } from '../routes';
import { callboardTranslationRef } from '../translation';
import { useRefreshWorkspaces } from '../workspaces/useRefreshWorkspaces';

/** Deletes a workspace after its short name has been typed. */
export function DeleteWorkspaceDialog(props: {
  workspace: Workspace;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardTranslationRef);
  const { slug, name } = props.workspace;
  const client = useCallboardClient();
  const forget = useForgetDeleted();
  const refresh = useRefreshWorkspaces();
  const notify = useToast();
  const navigate = useNavigate();
  const listHref = useRouteRef(workspacesRouteRef);
  const [typed, setTyped] = useState('');
  const deletion = useMutation({
    mutationFn: () =>
      client.call(endpoints.deleteWorkspace, { params: { slug } }),
    onSuccess: () => {
      forget(slug, () => navigate(listHref?.() ?? '/'));
      refresh();
      notify({ title: t('remove.done', { name }), status: 'success' });
    },
  });
  return (
    <FormDialog
      title={t('remove.ask', { name })}
      hint={t('remove.hint')}
      submitLabel={t('remove.submit', { name })}
      submitColor="error"
      isBlocked={typed.trim() !== slug}
      isBusy={deletion.isPending}
      onSubmit={() => deletion.mutate()}
      onClose={props.onClose}
    >
      {deletion.error && (
        <Alert severity="error" sx={{ mb: 2 }}>
          {t('remove.failed')} {getProblems(deletion.error).message}
        </Alert>
      )}
      <TextField
        fullWidth
        autoComplete="off"
        label={t('remove.confirm', { slug })}
        value={typed}
        onChange={event => setTyped(event.target.value)}
        inputProps={{ autoCapitalize: 'none', spellCheck: false }}
      />
    </FormDialog>
  );
}
