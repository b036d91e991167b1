import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  MAX_ERASURE_REASON,
  type ErasurePreview,
} from '@callboard/plugin-callboard-common';
import {
  getProblems,
  useCallboardClient,
} from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { callboardPrivacyTranslationRef } from '../translation';
import { ConfirmErasure } from './ConfirmErasure';
import { ErasedPersonField } from './ErasedPersonField';
import { PreviewTable } from './PreviewTable';

/** Selects a person to erase and asks for the reason; previews the changes first. */
export function EraseForm() {
  const { t } = useTranslationRef(callboardPrivacyTranslationRef);
  const client = useCallboardClient();
  const [person, setPerson] = useState<string>();
  const [reason, setReason] = useState('');
  const [areProblemsShown, setProblemsShown] = useState(false);
  const [isConfirming, setConfirming] = useState(false);
  const counting = useMutation({
    mutationFn: async (user_ref: string) =>
      (await client.call(endpoints.erase, {
        body: { user_ref, reason: reason.trim(), dry_run: true },
      })) as ErasurePreview,
  });
  const isReasonMissing = reason.trim() === '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setProblemsShown(!person || isReasonMissing);
    if (person && !isReasonMissing && !counting.isPending) {
      counting.mutate(person);
    }
  };
  const close = () => {
    setConfirming(false);
    setPerson(undefined);
    setReason('');
    counting.reset();
  };
  return (
    <Stack
      component="form"
      noValidate
      onSubmit={submit}
      spacing={2}
      alignItems="flex-start"
      sx={{ maxWidth: 560 }}
    >
      <ErasedPersonField
        value={person}
        problem={
          areProblemsShown && !person ? t('erasure.personProblem') : undefined
        }
        onChange={picked => {
          setPerson(picked);
          counting.reset();
        }}
      />
      <TextField
        fullWidth
        multiline
        size="small"
        label={t('erasure.reason')}
        value={reason}
        error={areProblemsShown && isReasonMissing}
        helperText={
          areProblemsShown && isReasonMissing
            ? t('erasure.reasonProblem')
            : t('erasure.reasonHint')
        }
        inputProps={{ maxLength: MAX_ERASURE_REASON }}
        onChange={({ target }) => setReason(target.value)}
      />
      <Button
        type="submit"
        variant="outlined"
        // `disabled` would remove the focus from the button.
        aria-disabled={counting.isPending}
      >
        {t(counting.isPending ? 'erasure.counting' : 'erasure.count')}
      </Button>
      {counting.error && (
        <Alert severity="error" variant="outlined">
          {getProblems(counting.error).message}
        </Alert>
      )}
      {counting.data && <PreviewTable preview={counting.data} />}
      {counting.data && counting.data.tables.length > 0 && (
        <Button
          variant="contained"
          color="error"
          onClick={() => setConfirming(true)}
        >
          {t('erasure.begin')}
        </Button>
      )}
      {isConfirming && person && (
        <ConfirmErasure
          person={person}
          reason={reason.trim()}
          onBegun={close}
          onClose={() => setConfirming(false)}
        />
      )}
    </Stack>
  );
}
