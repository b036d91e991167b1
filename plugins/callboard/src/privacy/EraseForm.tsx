import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  MAX_ERASURE_REASON,
  type ErasurePreview,
  userRef,
} from '@callboard/plugin-callboard-common';
import {
  getProblems,
  PersonPicker,
  useCatalogPeople,
  FormDialog,
  formatCount,
  useDataLabels,
  useEndpointMutation,
} from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useState, type FormEvent } from 'react';
import Box from '@mui/material/Box';
import FormHelperText from '@mui/material/FormHelperText';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import { callboardPrivacyTranslationRef } from './translation';

function PreviewTable(props: { preview: ErasurePreview }) {
  const { t } = useTranslationRef(callboardPrivacyTranslationRef);
  const { tables, is_exact } = props.preview;
  const { groupCounts } = useDataLabels();
  return (
    <Box role="status" sx={{ width: '100%' }}>
      {tables.length === 0 ? (
        <Typography>{t('erasure.nothing')}</Typography>
      ) : (
        <Table size="small" aria-label={t('erasure.wouldChange')}>
          <TableHead>
            <TableRow>
              <TableCell>{t('erasure.area')}</TableCell>
              <TableCell align="right">{t('erasure.rows')}</TableCell>
            </TableRow>
          </TableHead>
          {groupCounts(tables).map(({ area, counts }) => (
            <TableBody key={area}>
              <TableRow>
                <TableCell
                  component="th"
                  scope="rowgroup"
                  colSpan={2}
                  sx={{ fontWeight: 600 }}
                >
                  {area}
                </TableCell>
              </TableRow>
              {counts.map(({ label, rows }) => (
                <TableRow key={label}>
                  <TableCell sx={{ overflowWrap: 'anywhere', pl: 4 }}>
                    {label}
                  </TableCell>
                  <TableCell
                    align="right"
                    sx={{ fontVariantNumeric: 'tabular-nums' }}
                  >
                    {formatCount(rows)}
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          ))}
        </Table>
      )}
      {!is_exact && (
        <Typography variant="body2" sx={{ mt: 1 }}>
          {t('erasure.atLeast')}
        </Typography>
      )}
    </Box>
  );
}

function ConfirmErasure(props: {
  person: string;
  reason: string;
  onStarted: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardPrivacyTranslationRef);
  const { person, reason, onStarted } = props;
  const [typed, setTyped] = useState('');
  const eraseMutation = useEndpointMutation(endpoints.erase, {
    toRequest: () => ({ body: { user_ref: person, reason } }),
    invalidates: [endpoints.listErasures],
    onSuccess: onStarted,
  });
  return (
    <FormDialog
      title={t('erasure.confirm', { person })}
      hint={t('erasure.confirmHint')}
      submitLabel={t('erasure.erase')}
      submitColor="error"
      isBlocked={typed.trim() !== person}
      failure={eraseMutation.error && getProblems(eraseMutation.error).message}
      isBusy={eraseMutation.isPending}
      onSubmit={() => eraseMutation.mutate()}
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
    </FormDialog>
  );
}

function ErasedPersonField(props: {
  value: string | undefined;
  problem?: string;
  onChange: (person: string | undefined) => void;
}) {
  const { t } = useTranslationRef(callboardPrivacyTranslationRef);
  const [search, setSearch] = useState('');
  const { people, isLoading } = useCatalogPeople(search);
  const ref = search.trim().toLowerCase();
  /** Whether the search text is the ref of a user who is missing from the catalog. */
  const isMissingUser =
    userRef.safeParse(ref).success &&
    !people.some(({ user_ref }) => user_ref === ref);
  return (
    <Box sx={{ width: '100%' }}>
      <PersonPicker
        fullWidth
        label={t('erasure.person')}
        value={props.value}
        onChange={picked => {
          setSearch('');
          props.onChange(picked);
        }}
        options={
          isMissingUser ? [{ user_ref: ref, name: ref }, ...people] : people
        }
        loading={isLoading}
        onSearch={setSearch}
      />
      {props.problem && (
        <FormHelperText error sx={{ mx: 1.75 }}>
          {props.problem}
        </FormHelperText>
      )}
    </Box>
  );
}

export function EraseForm() {
  const { t } = useTranslationRef(callboardPrivacyTranslationRef);
  const [person, setPerson] = useState<string>();
  const [reason, setReason] = useState('');
  const [areProblemsShown, setProblemsShown] = useState(false);
  const [isConfirming, setConfirming] = useState(false);
  const previewMutation = useEndpointMutation(endpoints.erase, {
    toRequest: (user_ref: string) => ({
      body: { user_ref, reason: reason.trim(), dry_run: true },
    }),
  });
  const preview = previewMutation.data as ErasurePreview | undefined;
  const isReasonMissing = reason.trim() === '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setProblemsShown(!person || isReasonMissing);
    if (person && !isReasonMissing && !previewMutation.isPending) {
      previewMutation.mutate(person);
    }
  };
  const close = () => {
    setConfirming(false);
    setPerson(undefined);
    setReason('');
    previewMutation.reset();
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
          previewMutation.reset();
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
        aria-disabled={previewMutation.isPending}
      >
        {t(previewMutation.isPending ? 'erasure.counting' : 'erasure.count')}
      </Button>
      {previewMutation.error && (
        <Alert severity="error" variant="outlined">
          {getProblems(previewMutation.error).message}
        </Alert>
      )}
      {preview && <PreviewTable preview={preview} />}
      {preview && preview.tables.length > 0 && (
        <Button
          variant="contained"
          color="error"
          onClick={() => {
            setProblemsShown(isReasonMissing);
            setConfirming(!isReasonMissing);
          }}
        >
          {t('erasure.begin')}
        </Button>
      )}
      {isConfirming && person && (
        <ConfirmErasure
          person={person}
          reason={reason.trim()}
          onStarted={close}
          onClose={() => setConfirming(false)}
        />
      )}
    </Stack>
  );
}
