import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  MAX_KEEP_DAYS,
  retentionClass,
  type RetentionClass,
  type Workspace,
} from '@callboard/plugin-callboard-common';
import { formatCount } from '@callboard/plugin-callboard-react';
import DeleteOutlineIcon from '@mui/icons-material/DeleteOutline';
import IconButton from '@mui/material/IconButton';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Tooltip from '@mui/material/Tooltip';
import { callboardPrivacyTranslationRef } from '../translation';
import type { DraftProblem, DraftRule } from './draftRules';

const ALL = 'all';

/** The form fields of a retention rule. */
export function RuleFields(props: {
  draft: DraftRule;
  workspaces: Workspace[];
  problem?: DraftProblem;
  onChange: (draft: DraftRule) => void;
  onRemove: () => void;
}) {
  const { t } = useTranslationRef(callboardPrivacyTranslationRef);
  const { draft, problem, onChange } = props;
  const { workspace_id } = draft;
  const isDeleted =
    workspace_id !== null &&
    !props.workspaces.some(({ id }) => id === workspace_id);
  const problems = {
    days: t('retention.daysProblem', { most: formatCount(MAX_KEEP_DAYS) }),
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
      <TextField
        select
        fullWidth
        size="small"
        label={t('retention.workspace')}
        value={workspace_id ?? ALL}
        error={problem === 'twice'}
        helperText={problem === 'twice' ? problems.twice : undefined}
        onChange={({ target }) =>
          onChange({
            ...draft,
            workspace_id: target.value === ALL ? null : target.value,
          })
        }
      >
        <MenuItem value={ALL}>{t('retention.all')}</MenuItem>
        {props.workspaces.map(({ id, name }) => (
          <MenuItem key={id} value={id}>
            {name}
          </MenuItem>
        ))}
        {isDeleted && (
          <MenuItem value={workspace_id}>{t('retention.deleted')}</MenuItem>
        )}
      </TextField>
      <TextField
        select
        fullWidth
        size="small"
        label={t('retention.class')}
        value={draft.class}
        onChange={({ target }) =>
          onChange({ ...draft, class: target.value as RetentionClass })
        }
      >
        {retentionClass.options.map(kind => (
          <MenuItem key={kind} value={kind}>
            {t(`retention.${kind}`)}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        size="small"
        label={t('retention.days')}
        value={draft.days}
        error={problem === 'days'}
        helperText={
          problem === 'days' ? problems.days : t('retention.daysHint')
        }
        inputProps={{ inputMode: 'numeric' }}
        onChange={({ target }) => onChange({ ...draft, days: target.value })}
        sx={{ minWidth: 170 }}
      />
      <Tooltip title={t('retention.remove')}>
        <IconButton
          aria-label={t('retention.remove')}
          onClick={props.onRemove}
          sx={{ alignSelf: 'flex-start' }}
        >
          <DeleteOutlineIcon />
        </IconButton>
      </Tooltip>
    </Stack>
  );
}
