import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button, { type ButtonProps } from '@mui/material/Button';
import Dialog, { type DialogProps } from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogContentText from '@mui/material/DialogContentText';
import DialogTitle from '@mui/material/DialogTitle';
import { useId, useRef, type FormEvent, type ReactNode, useState } from 'react';
import { MAX_REASON_LENGTH } from '@callboard/plugin-callboard-common';
import TextField from '@mui/material/TextField';
import { formatFailure, getProblems } from '../query/getProblems';
import { callboardReactTranslationRef } from '../translation';

function focusFirst(dialog: HTMLElement, selector: string) {
  dialog.querySelector<HTMLElement>(selector)?.focus();
}

/** The changed text field; undefined for check boxes, radio buttons and lists. */
function getTypedField(event: FormEvent): HTMLInputElement | undefined {
  const { target, currentTarget } = event;
  return target instanceof HTMLElement &&
    // React passes on the events of menus and dialogs that the form has opened.
    currentTarget.contains(target) &&
    target.matches('textarea, input:not([type=checkbox], [type=radio])')
    ? (target as HTMLInputElement)
    : undefined;
}

/**
 * A dialog with a form, submitted with its button or Enter. Esc asks before it discards typed text;
 * a click beside the dialog never discards it.
 *
 * @public
 */
export function FormDialog(props: {
  title: ReactNode;
  hint?: ReactNode;
  /** The whole message about why the last submission failed; shown above the fields. */
  failure?: ReactNode;
  submitLabel: ReactNode;
  submitColor?: ButtonProps['color'];
  isBlocked?: boolean;
  isBusy?: boolean;
  /** Whether the form needs no input; the submit button then has the initial focus. */
  isReady?: boolean;
  /** The maximum width; narrow by default. */
  maxWidth?: DialogProps['maxWidth'];
  onSubmit: (event: FormEvent) => void;
  onClose: () => void;
  children?: ReactNode;
}) {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const id = useId();
  const { isBusy = false, isBlocked = false, onClose } = props;
  const typedFields = useRef(new Set<HTMLInputElement>());
  const [isConfirmingDiscard, setConfirmingDiscard] = useState(false);

  function closeUnlessTyped(reason: 'backdropClick' | 'escapeKeyDown') {
    const hasTypedText = [...typedFields.current].some(
      field => field.isConnected && field.value !== '',
    );
    if (!hasTypedText) {
      onClose();
    } else if (reason === 'escapeKeyDown') {
      setConfirmingDiscard(true);
    }
  }

  return (
    <Dialog
      open
      fullWidth
      maxWidth={props.maxWidth ?? 'xs'}
      onClose={isBusy ? undefined : (_, reason) => closeUnlessTyped(reason)}
      TransitionProps={{
        onEnter: (dialog: HTMLElement) =>
          focusFirst(
            dialog,
            props.isReady
              ? '[type=submit]'
              : 'input, textarea, [role=combobox]',
          ),
      }}
      aria-labelledby={`${id}-title`}
      aria-describedby={props.hint ? `${id}-hint` : undefined}
    >
      <Box
        component="form"
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          // React passes the event on to a form around the dialog, which would be submitted too.
          event.stopPropagation();
          if (!isBusy && !isBlocked) {
            props.onSubmit(event);
          }
        }}
        onChange={(event: FormEvent) => {
          const field = getTypedField(event);
          if (field) {
            typedFields.current.add(field);
          }
        }}
        sx={{ display: 'flex', flexDirection: 'column', minHeight: 0 }}
      >
        <DialogTitle id={`${id}-title`} sx={{ overflowWrap: 'anywhere' }}>
          {props.title}
        </DialogTitle>
        <DialogContent>
          {props.hint && (
            <DialogContentText
              id={`${id}-hint`}
              variant="body2"
              sx={{ mb: 2, overflowWrap: 'anywhere' }}
            >
              {props.hint}
            </DialogContentText>
          )}
          {/* Space for the label above the first field. */}
          <Box sx={{ pt: 1 }}>
            {props.failure && (
              <Alert severity="error" sx={{ mb: 2 }}>
                {props.failure}
              </Alert>
            )}
            {props.children}
          </Box>
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button onClick={onClose} disabled={isBusy}>
            {t('dialog.cancel')}
          </Button>
          <Button
            type="submit"
            variant="contained"
            color={props.submitColor}
            disabled={isBlocked}
            // `disabled` would remove the focus from the button.
            aria-disabled={isBusy}
            sx={{ minWidth: 0, overflowWrap: 'anywhere' }}
          >
            {props.submitLabel}
          </Button>
        </DialogActions>
      </Box>
      {isConfirmingDiscard && (
        <FormDialog
          title={t('dialog.discardTitle')}
          hint={t('dialog.discardHint')}
          submitLabel={t('dialog.discard')}
          submitColor="error"
          isReady
          onSubmit={onClose}
          onClose={() => setConfirmingDiscard(false)}
        />
      )}
    </Dialog>
  );
}

/** Asks for the reason for an action. The affected people see the reason. @public */
export function ReasonDialog(props: {
  title: ReactNode;
  hint: ReactNode;
  submitLabel: ReactNode;
  submitColor?: ButtonProps['color'];
  /** The first sentence of the message about a failure; the message of `error` follows it. */
  failure: string;
  error: Error | null;
  isBusy: boolean;
  onSubmit: (reason: string) => void;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const { error, failure, onSubmit, ...dialog } = props;
  const [reason, setReason] = useState('');
  const { fields } = getProblems(error);
  return (
    <FormDialog
      {...dialog}
      failure={!fields.reason && formatFailure(error, failure)}
      isBlocked={!reason.trim()}
      onSubmit={() => onSubmit(reason.trim())}
    >
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
