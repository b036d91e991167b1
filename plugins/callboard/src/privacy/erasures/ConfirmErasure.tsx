import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints } from '@callboard/plugin-callboard-common';
import {
  FormDialog,
  getProblems,
  getQueryKey,
  useCallboardClient,
} from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import TextField from '@mui/material/TextField';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { callboardPrivacyTranslationRef } from '../translation';

/** Requires the person's reference to be typed before they are erased. */
export function ConfirmErasure(props: {
  person: string;
  reason: string;
  onBegun: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardPrivacyTranslationRef);
  const client = useCallboardClient();
  const queries = useQueryClient();
  const { person, reason, onBegun } = props;
  const [typed, setTyped] = useState('');
  const starting = useMutation({
    mutationFn: () =>
      client.call(endpoints.erase, { body: { user_ref: person, reason } }),
    onSuccess: async () => {
      onBegun();
      await queries.invalidateQueries({
        queryKey: getQueryKey(endpoints.listErasures),
      });
    },
  });
  return (
    <FormDialog
      title={t('erasure.confirm', { person })}
      hint={t('erasure.confirmHint')}
      submitLabel={t('erasure.erase')}
      submitColor="error"
      isBlocked={typed.trim() !== person}
      isBusy={starting.isPending}
      onSubmit={() => starting.mutate()}
      onClose={props.onClose}
    >
      <TextField
        fullWidth
        size="small"
        autoComplete="off"
        label={t('erasure.type', { person })}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      {starting.error && (
        <Alert severity="error" variant="outlined" sx={{ mt: 2 }}>
          {getProblems(starting.error).message}
        </Alert>
      )}
    </FormDialog>
  );
}
