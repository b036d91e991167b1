import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  ActivitySeal,
  VerificationJob,
} from '@callboard/plugin-callboard-common';
import { getProblems } from '@callboard/plugin-callboard-react';
import ExpandMoreIcon from '@mui/icons-material/ExpandMore';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Collapse from '@mui/material/Collapse';
import Stack from '@mui/material/Stack';
import { useId, useRef, useState, type FormEvent } from 'react';
import { callboardIntegrityTranslationRef } from '../translation';
import { CheckFieldSet } from './CheckFieldSet';
import { CheckOutcome } from './CheckOutcome';
import { CheckProgress } from './CheckProgress';
import { parseCheckRange, type CheckFields } from './parseCheckRange';
import { useVerification } from './useVerification';

const emptyFields: CheckFields = { head: '', from: '', to: '' };

/** Starts a verification of the whole log or of a range, and shows its progress. */
export function CheckPanel(props: {
  newest: ActivitySeal;
  checks: VerificationJob[];
}) {
  const { t } = useTranslationRef(callboardIntegrityTranslationRef);
  const { check, starting, cancelling } = useVerification(props.checks);
  const [isOpen, setOpen] = useState(false);
  const [fields, setFields] = useState(emptyFields);
  const [areProblemsShown, setProblemsShown] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  const last = props.newest.number;
  const { range, problems } = parseCheckRange(
    isOpen ? fields : emptyFields,
    last,
  );
  const isRunning = check?.status === 'running';
  const isBusy = isRunning || starting.isPending;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const isRight = Object.keys(problems).length === 0;
    setProblemsShown(!isRight);
    if (isRight && !isBusy) {
      starting.mutate(range);
    }
  };
  const failure = starting.error ?? cancelling.error;
  return (
    <Stack component="form" noValidate onSubmit={submit} spacing={2}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        <Button
          ref={button}
          type="submit"
          variant="contained"
          // `disabled` would remove the focus from the button.
          aria-disabled={isBusy}
          sx={isBusy ? { opacity: 0.5 } : undefined}
        >
          {t('check.now')}
        </Button>
        <Button
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setOpen(!isOpen)}
          endIcon={
            <ExpandMoreIcon
              sx={{ transform: isOpen ? 'rotate(180deg)' : undefined }}
            />
          }
        >
          {t('check.more')}
        </Button>
      </Box>
      <Collapse id={id} in={isOpen} unmountOnExit>
        <CheckFieldSet
          fields={fields}
          problems={problems}
          areAllShown={areProblemsShown}
          last={last}
          onChange={setFields}
        />
      </Collapse>
      {failure && (
        <Alert severity="error" variant="outlined">
          {t(starting.error ? 'check.failedToStart' : 'check.failedToCancel')}{' '}
          {getProblems(failure).message}
        </Alert>
      )}
      {isRunning && (
        <CheckProgress
          check={check}
          onCancel={() => {
            cancelling.mutate(check.id);
            button.current?.focus();
          }}
        />
      )}
      <Box role="status">
        {check && !isRunning && <CheckOutcome check={check} />}
      </Box>
    </Stack>
  );
}
