import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  type RetentionRule,
  type Workspace,
  endpoints,
  MAX_RETENTION_DAYS,
  retentionClass,
  type RetentionClass,
  permissions,
} from '@callboard/plugin-callboard-common';
import AddIcon from '@mui/icons-material/Add';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import {
  TooltipIconButton,
  SelectField,
  toCountParams,
  FormDialog,
  formatCount,
  getProblems,
  getQueryKey,
  useCallboardClient,
  useEndpointMutation,
  useAllowed,
} from '@callboard/plugin-callboard-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import DeleteOutlineIcon from '@mui/icons-material/DeleteOutline';
import TextField from '@mui/material/TextField';
import { callboardPrivacyTranslationRef } from './translation';

interface DraftRule {
  /** Distinguishes rules with equal values. */
  key: number;
  workspace_id: string | null;
  class: RetentionClass;
  /** The raw text; empty for unlimited. */
  days: string;
}

type DraftProblem = 'days' | 'twice';

function toDrafts(rules: readonly RetentionRule[]): DraftRule[] {
  return rules.map(({ keep_days, ...rule }, key) => ({
    ...rule,
    key,
    days: keep_days === null ? '' : String(keep_days),
  }));
}

function toRules(drafts: readonly DraftRule[]): RetentionRule[] {
  return drafts.map(({ workspace_id, class: kind, days }) => ({
    workspace_id,
    class: kind,
    keep_days: days.trim() === '' ? null : Number(days),
  }));
}

/** A number without sign, fraction and exponent. */
const DIGITS = /^\d{1,9}$/;

/** Validates drafts, and returns errors by the drafts' keys. */
function findDraftProblems(
  drafts: readonly DraftRule[],
): Map<number, DraftProblem> {
  const seen = new Set<string>();
  const problems = new Map<number, DraftProblem>();
  for (const { key, workspace_id, class: kind, days } of drafts) {
    const scope = `${workspace_id} ${kind}`;
    const text = days.trim();
    if (seen.has(scope)) {
      problems.set(key, 'twice');
    } else if (
      text !== '' &&
      !(
        DIGITS.test(text) &&
        Number(text) >= 1 &&
        Number(text) <= MAX_RETENTION_DAYS
      )
    ) {
      problems.set(key, 'days');
    }
    seen.add(scope);
  }
  return problems;
}

const ALL_WORKSPACES = 'all';

function RuleFields(props: {
  draft: DraftRule;
  workspaces: Workspace[];
  problem?: DraftProblem;
  disabled: boolean;
  onChange: (draft: DraftRule) => void;
  onRemove: () => void;
}) {
  const { t } = useTranslationRef(callboardPrivacyTranslationRef);
  const { draft, problem, disabled, onChange } = props;
  const { workspace_id } = draft;
  const isDeleted =
    workspace_id !== null &&
    !props.workspaces.some(({ id }) => id === workspace_id);
  const problemTexts = {
    days: t('retention.daysProblem', { most: formatCount(MAX_RETENTION_DAYS) }),
    twice: t('retention.twice'),
  };
  return (
    <Stack
      role="group"
      direction={{ xs: 'column', sm: 'row' }}
      spacing={1}
      alignItems={{ xs: 'stretch', sm: 'flex-start' }}
      sx={{ width: '100%', maxWidth: 760 }}
    >
      <SelectField
        fullWidth
        disabled={disabled}
        label={t('retention.workspace')}
        value={workspace_id ?? ALL_WORKSPACES}
        error={problem === 'twice'}
        helperText={problem === 'twice' ? problemTexts.twice : undefined}
        options={[
          { value: ALL_WORKSPACES, label: t('retention.all') },
          ...props.workspaces.map(({ id, name }) => ({
            value: id,
            label: name,
          })),
          ...(isDeleted
            ? [{ value: workspace_id, label: t('retention.deleted') }]
            : []),
        ]}
        onChange={value =>
          onChange({
            ...draft,
            workspace_id: value === ALL_WORKSPACES ? null : value,
          })
        }
      />
      <SelectField
        fullWidth
        disabled={disabled}
        label={t('retention.class')}
        value={draft.class}
        options={retentionClass.options.map(kind => ({
          value: kind,
          label: t(`retention.${kind}`),
        }))}
        onChange={kind => onChange({ ...draft, class: kind })}
      />
      <TextField
        size="small"
        disabled={disabled}
        label={t('retention.days')}
        value={draft.days}
        error={problem === 'days'}
        helperText={
          problem === 'days' ? problemTexts.days : t('retention.daysHint')
        }
        inputProps={{ inputMode: 'numeric' }}
        onChange={({ target }) => onChange({ ...draft, days: target.value })}
        sx={{ minWidth: 170 }}
      />
      {!disabled && (
        <TooltipIconButton
          size="medium"
          label={t('retention.remove')}
          icon={<DeleteOutlineIcon />}
          onClick={props.onRemove}
          sx={{ alignSelf: 'flex-start' }}
        />
      )}
    </Stack>
  );
}

/** Shows how many rows the new rules would delete, before the rules are saved. */
function ConfirmRules(props: {
  rules: RetentionRule[];
  onSaved: (rules: RetentionRule[]) => void;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardPrivacyTranslationRef);
  const client = useCallboardClient();
  const queries = useQueryClient();
  const { rules, onSaved, onClose } = props;
  const preview = useQuery({
    queryKey: ['callboard', 'retention-preview', rules],
    gcTime: 0,
    queryFn: ({ signal }) =>
      client.call(endpoints.previewRetention, { body: { rules }, signal }),
  });
  const saveMutation = useEndpointMutation(endpoints.setRetention, {
    toRequest: () => ({ body: { rules } }),
    onSuccess: saved => {
      queries.setQueryData(getQueryKey(endpoints.getRetention, {}), saved);
      onSaved(saved.rules);
      onClose();
    },
  });
  const rows = preview.data?.rows;
  const error = saveMutation.error ?? preview.error;
  return (
    <FormDialog
      title={t('retention.confirm')}
      submitLabel={t('retention.save')}
      submitColor={rows ? 'error' : undefined}
      failure={error && getProblems(error).message}
      isBlocked={rows === undefined}
      isBusy={saveMutation.isPending}
      isReady
      onSubmit={() => saveMutation.mutate()}
      onClose={onClose}
    >
      <span role="status">
        {rows === undefined && !preview.error && t('retention.counting')}
        {rows !== undefined && t('retention.goes', toCountParams(rows))}
      </span>
    </FormDialog>
  );
}

const hasSameJson = (a: unknown, b: unknown) =>
  JSON.stringify(a) === JSON.stringify(b);

/** The retention rules, saved together. A refetch leaves edited rules unchanged. */
export function RetentionForm(props: {
  stored: RetentionRule[];
  workspaces: Workspace[];
}) {
  const { t } = useTranslationRef(callboardPrivacyTranslationRef);
  const { stored, workspaces } = props;
  const canUpdate = useAllowed(permissions.retention.update);
  const [base, setBase] = useState(stored);
  const [drafts, setDrafts] = useState(() => toDrafts(stored));
  const [areProblemsShown, setProblemsShown] = useState(false);
  const [isConfirming, setConfirming] = useState(false);
  const rules = toRules(drafts);
  const isChanged = !hasSameJson(rules, base);
  const reset = (next: RetentionRule[]) => {
    setBase(next);
    setDrafts(toDrafts(next));
    setProblemsShown(false);
  };
  if (!isChanged && !hasSameJson(base, stored)) {
    reset(stored);
  }
  const problems = findDraftProblems(drafts);
  const addRule = () => {
    const newKey = Math.max(-1, ...drafts.map(({ key }) => key)) + 1;
    const draft: DraftRule = {
      key: newKey,
      workspace_id: null,
      class: 'views',
      days: '365',
    };
    setDrafts([...drafts, draft]);
  };
  return (
    <Stack spacing={2} alignItems="flex-start">
      {drafts.length === 0 && <Typography>{t('retention.empty')}</Typography>}
      {drafts.map(draft => (
        <RuleFields
          key={draft.key}
          draft={draft}
          workspaces={workspaces}
          disabled={!canUpdate}
          problem={areProblemsShown ? problems.get(draft.key) : undefined}
          onChange={changed =>
            setDrafts(
              drafts.map(old => (old.key === draft.key ? changed : old)),
            )
          }
          onRemove={() =>
            setDrafts(drafts.filter(({ key }) => key !== draft.key))
          }
        />
      ))}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        {canUpdate && (
          <Button startIcon={<AddIcon />} onClick={addRule}>
            {t('retention.add')}
          </Button>
        )}
        {isChanged && (
          <>
            <Button
              variant="contained"
              onClick={() => {
                setProblemsShown(problems.size > 0);
                setConfirming(problems.size === 0);
              }}
            >
              {t('retention.review')}
            </Button>
            <Button onClick={() => reset(stored)}>
              {t('retention.discard')}
            </Button>
          </>
        )}
      </Box>
      {isConfirming && (
        <ConfirmRules
          rules={rules}
          onSaved={reset}
          onClose={() => setConfirming(false)}
        />
      )}
    </Stack>
  );
}
