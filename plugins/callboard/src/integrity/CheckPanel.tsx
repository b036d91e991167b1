import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  type ActivitySeal,
  type VerificationJob,
  sealHead,
  permissions,
} from '@callboard/plugin-callboard-common';
import {
  formatCount,
  getProblems,
  Row,
  toCountParams,
  useAllowed,
  usePermissionAnswer,
} from '@callboard/plugin-callboard-react';
import ExpandMoreIcon from '@mui/icons-material/ExpandMore';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Collapse from '@mui/material/Collapse';
import Stack from '@mui/material/Stack';
import { useId, useRef, useState, type FormEvent } from 'react';
import CheckCircleOutlineIcon from '@mui/icons-material/CheckCircleOutline';
import InfoOutlinedIcon from '@mui/icons-material/InfoOutlined';
import LinearProgress from '@mui/material/LinearProgress';
import TextField from '@mui/material/TextField';
import { useVerification } from './integrityData';
import { reserveSpace } from '../shared/useRights';
import { callboardIntegrityTranslationRef } from './translation';

interface CheckFields {
  head: string;
  from: string;
  to: string;
}

type CheckProblem = 'head' | 'number' | 'order';

/** The range and the seal hash (`head`) to verify, and the errors of the form's fields. */
interface CheckRange {
  range: { head?: string; from?: number; to?: number };
  problems: Partial<Record<keyof CheckFields, CheckProblem>>;
}

/** Parses the verification form; `newestNumber` is the number of the newest seal. */
function parseCheckRange(
  fields: CheckFields,
  newestNumber: number,
): CheckRange {
  const problems: CheckRange['problems'] = {};
  const head = fields.head.trim().toLowerCase() || undefined;
  if (head !== undefined && !sealHead.safeParse(head).success) {
    problems.head = 'head';
  }
  const parseBound = (name: 'from' | 'to') => {
    const text = fields[name].trim();
    const value = text ? Number(text) : undefined;
    if (
      value !== undefined &&
      !(Number.isInteger(value) && value >= 1 && value <= newestNumber)
    ) {
      problems[name] = 'number';
    }
    return value;
  };
  const from = parseBound('from');
  const to = parseBound('to');
  if (from !== undefined && to !== undefined && from > to) {
    problems.to ??= 'order';
  }
  return { range: { head, from, to }, problems };
}

function CheckFieldSet(props: {
  fields: CheckFields;
  problems: CheckRange['problems'];
  /** Whether to also show the errors of fields that have not lost the focus yet. */
  showsAllProblems: boolean;
  newestNumber: number;
  onChange: (fields: CheckFields) => void;
}) {
  const { t } = useTranslationRef(callboardIntegrityTranslationRef);
  const { fields, problems, showsAllProblems } = props;
  const [blurredFields, setBlurredFields] = useState<readonly string[]>([]);
  const getFieldProps = (name: keyof CheckFields, hint: string) => {
    const problem =
      showsAllProblems || blurredFields.includes(name)
        ? problems[name]
        : undefined;
    return {
      name,
      label: t(`check.${name}`),
      value: fields[name],
      error: problem !== undefined,
      helperText: problem
        ? t(`check.${problem}Problem`, {
            last: formatCount(props.newestNumber),
          })
        : hint,
      size: 'small' as const,
      onChange: (event: { target: { value: string } }) =>
        props.onChange({ ...fields, [name]: event.target.value }),
      onBlur: () => setBlurredFields(names => [...new Set([...names, name])]),
    };
  };
  const numberInputProps = { inputMode: 'numeric', maxLength: 10 } as const;
  return (
    <Box
      sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, pt: 1, maxWidth: 960 }}
    >
      <TextField
        {...getFieldProps('head', t('check.headHint'))}
        inputProps={{
          spellCheck: false,
          autoComplete: 'off',
          maxLength: 80,
          style: { fontFamily: 'monospace' },
        }}
        sx={{ flex: '3 1 320px' }}
      />
      <TextField
        {...getFieldProps('from', t('check.rangeHint'))}
        inputProps={numberInputProps}
        sx={{ flex: '1 1 140px' }}
      />
      <TextField
        // The blank hint aligns this field with the other fields, which have hints.
        {...getFieldProps('to', ' ')}
        inputProps={numberInputProps}
        sx={{ flex: '1 1 140px' }}
      />
    </Box>
  );
}

function CheckProgress(props: {
  check: VerificationJob;
  onCancel?: () => void;
}) {
  const { t } = useTranslationRef(callboardIntegrityTranslationRef);
  const { rows_total, result } = props.check;
  const id = useId();
  const checkedRows = result.rows_checked;
  const text = t('check.progress', {
    checked: formatCount(checkedRows),
    total: formatCount(Math.max(checkedRows, rows_total)),
  });
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, maxWidth: 720 }}>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Stack
          direction="row"
          flexWrap="wrap"
          justifyContent="space-between"
          columnGap={2}
          sx={{
            typography: 'body2',
            fontVariantNumeric: 'tabular-nums',
            mb: 0.5,
          }}
        >
          <span id={id} role="status">
            {t('check.running')}
          </span>
          <span>{checkedRows > 0 ? text : t('check.begun')}</span>
        </Stack>
        <LinearProgress
          aria-labelledby={id}
          aria-valuetext={text}
          {...(checkedRows > 0
            ? {
                variant: 'determinate' as const,
                value: Math.min(100, (checkedRows / rows_total) * 100),
              }
            : {})}
        />
      </Box>
      {props.onCancel && (
        <Button onClick={props.onCancel}>{t('check.cancel')}</Button>
      )}
    </Box>
  );
}

/** The outcome of a verification that has ended; renders nothing if it found a difference. */
function CheckOutcome(props: { check: VerificationJob }) {
  const { t } = useTranslationRef(callboardIntegrityTranslationRef);
  const { status, result } = props.check;
  // `IntegrityStatus`, above this panel, shows the first difference.
  if (result.first_bad) {
    return null;
  }
  const isCompleted = status === 'done';
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
      <Box aria-hidden sx={{ display: 'flex' }}>
        {isCompleted ? (
          <CheckCircleOutlineIcon color="success" />
        ) : (
          <InfoOutlinedIcon color="action" />
        )}
      </Box>
      {isCompleted
        ? t('check.done', toCountParams(result.rows_checked))
        : t(status === 'cancelled' ? 'check.cancelled' : 'check.failed')}
    </Box>
  );
}

const emptyFields: CheckFields = { head: '', from: '', to: '' };

export function CheckPanel(props: {
  newest: ActivitySeal;
  checks: VerificationJob[];
}) {
  const { t } = useTranslationRef(callboardIntegrityTranslationRef);
  const { check, startMutation, cancelMutation } = useVerification(
    props.checks,
  );
  const canStart = usePermissionAnswer(permissions.verification.create);
  const canCancel = useAllowed(permissions.verification.cancel);
  const [isOpen, setOpen] = useState(false);
  const [fields, setFields] = useState(emptyFields);
  const [areProblemsShown, setProblemsShown] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  const newestNumber = props.newest.number;
  const { range, problems } = parseCheckRange(
    isOpen ? fields : emptyFields,
    newestNumber,
  );
  const isRunning = check?.status === 'running';
  const isBusy = isRunning || startMutation.isPending;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const isValid = Object.keys(problems).length === 0;
    setProblemsShown(!isValid);
    if (isValid && !isBusy) {
      startMutation.mutate(range);
    }
  };
  const error = startMutation.error ?? cancelMutation.error;
  return (
    <Stack component="form" noValidate onSubmit={submit} spacing={2}>
      <Row sx={reserveSpace(canStart)}>
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
      </Row>
      <Collapse id={id} in={isOpen} unmountOnExit>
        <CheckFieldSet
          fields={fields}
          problems={problems}
          showsAllProblems={areProblemsShown}
          newestNumber={newestNumber}
          onChange={setFields}
        />
      </Collapse>
      {error && (
        <Alert severity="error" variant="outlined">
          {t(
            startMutation.error
              ? 'check.failedToStart'
              : 'check.failedToCancel',
          )}{' '}
          {getProblems(error).message}
        </Alert>
      )}
      {isRunning && (
        <CheckProgress
          check={check}
          onCancel={
            canCancel
              ? () => {
                  cancelMutation.mutate(check.id);
                  button.current?.focus();
                }
              : undefined
          }
        />
      )}
      <Box role="status">
        {check && !isRunning && <CheckOutcome check={check} />}
      </Box>
    </Stack>
  );
}
