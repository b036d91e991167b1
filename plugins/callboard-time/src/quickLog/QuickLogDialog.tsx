import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  FormDialog,
  getProblems,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useEffect, useState } from 'react';
import { callboardTimeQuickLogTranslationRef } from './quickLogTranslation';
import { Understood } from './Understood';
import { useLineDraft } from './useLineDraft';
import { useLogLine } from './useLogLine';

/** Longer than the longest description with its prefix. */
const MAX_TYPED = 1_200;

/**
 * Logs time from one line. If the person presses Enter before the work item is found, the time is
 * logged as soon as it is.
 */
export function QuickLogDialog(props: {
  /** The workspaces to log time in; at least one. */
  workspaces: readonly OwnWorkspace[];
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardTimeQuickLogTranslationRef);
  const { onClose } = props;
  const [text, setText] = useState('');
  const [isAwaited, setAwaited] = useState(false);
  const draft = useLineDraft(text, props.workspaces);
  const log = useLogLine();
  const { line, isSearching } = draft;
  const { mutate } = log;
  useEffect(() => {
    if (isAwaited && !isSearching) {
      setAwaited(false);
      if (line) {
        mutate(line, { onSuccess: onClose });
      }
    }
  }, [isAwaited, isSearching, line, mutate, onClose]);
  const changeText = (next: string) => {
    setAwaited(false);
    setText(next);
  };
  return (
    <FormDialog
      title={t('title')}
      hint={t('hint')}
      submitLabel={t('log')}
      maxWidth="sm"
      isBlocked={!line && !isSearching}
      isBusy={log.isPending || isAwaited}
      onSubmit={() => setAwaited(true)}
      onClose={onClose}
    >
      <Stack spacing={2}>
        {log.error && (
          <Alert severity="error">
            {t('failed')} {getProblems(log.error).message}
          </Alert>
        )}
        <TextField
          fullWidth
          autoComplete="off"
          label={t('label')}
          placeholder={t('placeholder')}
          value={text}
          onChange={event => changeText(event.target.value)}
          InputLabelProps={{ shrink: true }}
          inputProps={{ maxLength: MAX_TYPED, spellCheck: false }}
        />
        {text.trim() && <Understood draft={draft} />}
      </Stack>
    </FormDialog>
  );
}
