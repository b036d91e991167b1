import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Dashboard } from '@callboard/plugin-callboard-common';
import {
  FormDialog,
  getProblems,
  getErrorStatus,
  useMe,
  useToast,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormHelperText from '@mui/material/FormHelperText';
import Stack from '@mui/material/Stack';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import {
  AccessField,
  DetailsFields,
  useNameProblem,
} from '../list/DetailsFields';
import { NumbersFields } from './NumbersFields';
import {
  toSettingsDraft,
  type SettingName,
  type SettingsDraft,
} from './SettingsDraft';
import { callboardDashboardsSettingsTranslationRef } from './settingsTranslation';
import { useFieldLabels, useSaveSettings } from './useSaveSettings';

function DefaultField(props: {
  workspace: string;
  draft: SettingsDraft;
  /** Whether the dashboard is the default already. */
  isDefault: boolean;
  onChange: (is_default: boolean) => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsSettingsTranslationRef);
  const { workspace, draft } = props;
  const isShared = draft.access === 'shared';
  const isNew = draft.is_default && !props.isDefault;
  return (
    <div>
      <FormControlLabel
        disabled={!isShared}
        label={t('default', { workspace })}
        slotProps={{ typography: { variant: 'body2' } }}
        control={
          <Checkbox
            size="small"
            checked={isShared && draft.is_default}
            onChange={(_, checked) => props.onChange(checked)}
          />
        }
      />
      {(isNew || !isShared) && (
        <FormHelperText sx={{ mt: 0 }}>
          {t(isShared ? 'defaultHint' : 'defaultShared')}
        </FormHelperText>
      )}
    </div>
  );
}

/** A dialog that edits everything about a dashboard except its widgets. */
export function DashboardSettingsDialog(props: {
  workspace: OwnWorkspace;
  dashboard: Dashboard;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsSettingsTranslationRef);
  const { workspace, onClose } = props;
  const { slug } = workspace;
  // The dashboard that the form was filled from; a save merges the changes of other users.
  const [base, setBase] = useState(props.dashboard);
  const [draft, setDraft] = useState(() => toSettingsDraft(props.dashboard));
  const [conflicts, setConflicts] = useState<SettingName[]>([]);
  const change = (patch: Partial<SettingsDraft>) =>
    setDraft(before => ({ ...before, ...patch }));
  const nameField = useNameProblem(slug, draft.name, base.name);
  const fieldLabels = useFieldLabels();
  const save = useSaveSettings(slug);
  const notify = useToast();
  const isOwner = useMe().data?.user_ref === base.owner_ref;
  const saving = useMutation({
    mutationFn: () => save(base, draft),
    onSuccess: saved => {
      setConflicts(saved.conflicts);
      if (saved.conflicts.length > 0) {
        setBase(saved.dashboard);
        setDraft(saved.draft);
        return;
      }
      const { name } = saved.dashboard;
      notify({ status: 'success', title: t('saved', { name }) });
      onClose();
    },
    onError: error => getErrorStatus(error) === 409 && nameField.markTaken(),
  });
  const { error } = saving;
  return (
    <FormDialog
      title={t('title')}
      failure={
        error &&
        !getProblems(error).fields.name &&
        `${t('failed')} ${getProblems(error).message}`
      }
      submitLabel={t('submit')}
      maxWidth="sm"
      isBlocked={!draft.name.trim() || nameField.problem !== undefined}
      isBusy={saving.isPending}
      onSubmit={() => saving.mutate()}
      onClose={onClose}
    >
      <Stack spacing={2}>
        {conflicts.length > 0 && (
          <Alert severity="warning">
            {t('changed', { fields: fieldLabels(conflicts) })}
          </Alert>
        )}
        <DetailsFields
          details={draft}
          nameProblem={nameField.problem}
          onChange={change}
          onNameBlur={nameField.onBlur}
        />
        {isOwner && (
          <AccessField
            workspace={workspace.name}
            value={draft.access}
            onChange={access => change({ access })}
          />
        )}
        <DefaultField
          workspace={workspace.name}
          draft={draft}
          isDefault={base.is_default}
          onChange={is_default => change({ is_default })}
        />
        <NumbersFields workspace={workspace} draft={draft} onChange={change} />
      </Stack>
    </FormDialog>
  );
}
