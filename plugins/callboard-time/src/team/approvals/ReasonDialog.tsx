import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { MAX_REASON_LENGTH } from '@callboard/plugin-callboard-common';
import { FormDialog, problemsOf } from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { callboardTimeTeamTranslationRef } from '../teamTranslation';

/** Asks why a week is given back. */
export function ReasonDialog(props: {
  act: 'reject' | 'reopen';
  person: string;
  error: Error | null;
  isBusy: boolean;
  onSubmit: (reason: string) => void;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardTimeTeamTranslationRef);
  const { act, person, error } = props;
  const [reason, setReason] = useState('');
  const { message, fields } = problemsOf(error);
  return (
    <FormDialog
      title={t(`period.${act}Title`, { person })}
      hint={t(`period.${act}Hint`)}
      submitLabel={t(`period.${act}`).replace('…', '')}
      submitColor={act === 'reject' ? 'error' : undefined}
      isBlocked={!reason.trim()}
      isBusy={props.isBusy}
      onSubmit={() => props.onSubmit(reason.trim())}
      onClose={props.onClose}
    >
      {error && !fields.reason && (
        <Alert severity="error" sx={{ mb: 2 }}>
          {t('period.failed')} {message}
        </Alert>
      )}
      <TextField
        fullWidth
        required
        multiline
        minRows={2}
        maxRows={8}
        size="small"
        label={t('period.reason')}
        value={reason}
        onChange={event => setReason(event.target.value)}
        inputProps={{ maxLength: MAX_REASON_LENGTH }}
        error={fields.reason !== undefined}
        helperText={fields.reason}
      />
    </FormDialog>
  );
}
