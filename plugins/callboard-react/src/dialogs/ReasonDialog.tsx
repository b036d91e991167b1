import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { MAX_REASON_LENGTH } from '@callboard/plugin-callboard-common';
import Alert from '@mui/material/Alert';
import type { ButtonProps } from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useState, type ReactNode } from 'react';
import { getProblems } from '../query/getProblems';
import { callboardReactTranslationRef } from '../translation';
import { FormDialog } from './FormDialog';

/** Asks for the reason of an action; the people affected are shown the reason. @public */
export function ReasonDialog(props: {
  title: ReactNode;
  hint: ReactNode;
  submitLabel: ReactNode;
  submitColor?: ButtonProps['color'];
  /** Shown before the error message. */
  failure: string;
  error: Error | null;
  isBusy: boolean;
  onSubmit: (reason: string) => void;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const { error, failure, onSubmit, ...dialog } = props;
  const [reason, setReason] = useState('');
  const { message, fields } = getProblems(error);
  return (
    <FormDialog
      {...dialog}
      isBlocked={!reason.trim()}
      onSubmit={() => onSubmit(reason.trim())}
    >
      {error && !fields.reason && (
        <Alert severity="error" sx={{ mb: 2 }}>
          {failure} {message}
        </Alert>
      )}
      <TextField
        fullWidth
        required
        multiline
        minRows={2}
        maxRows={8}
        size="small"
        label={t('dialog.reason')}
        value={reason}
        onChange={event => setReason(event.target.value)}
        inputProps={{ maxLength: MAX_REASON_LENGTH }}
        error={fields.reason !== undefined}
        helperText={fields.reason}
      />
    </FormDialog>
  );
}
