import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  filtersBySource,
  type Dashboard,
  type WidgetFilters,
} from '@callboard/plugin-callboard-common';
import {
  formatFailure,
  FormDialog,
  getProblems,
  TimeZonePicker,
  useMe,
  useToast,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import AddIcon from '@mui/icons-material/Add';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormHelperText from '@mui/material/FormHelperText';
import ListSubheader from '@mui/material/ListSubheader';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { DEFAULT_REFRESH_SECONDS } from '../data/useWidgetData';
import { ChoiceField } from '../edit/ChoiceField';
import { RangeField } from '../edit/RangeField';
import { commonFilters } from '../edit/WidgetDraft';
import { callboardDashboardsEditTranslationRef } from '../edit/editTranslation';
import { FilterFields } from '../edit/filters/FilterFields';
import type { FilterName } from '../edit/filters/WidgetFilterField';
import {
  AccessField,
  DetailsFields,
  useNameProblem,
} from '../list/DetailsFields';
import {
  toSettingsDraft,
  type SettingName,
  type SettingsDraft,
} from './SettingsDraft';
import { callboardDashboardsSettingsTranslationRef } from './settingsTranslation';
import { useFormatSettingNames, useSaveSettings } from './useSaveSettings';

function DefaultField(props: {
  workspace: string;
  draft: SettingsDraft;
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

const filterGroups = [
  ['work', filtersBySource.work_items],
  ['time', filtersBySource.time],
  ['activity', filtersBySource.activity],
] as const;

function ChosenFilters(props: {
  slug: string;
  filters: WidgetFilters | undefined;
  onChange: (filters: WidgetFilters | undefined) => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsSettingsTranslationRef);
  const { t: tEdit } = useTranslationRef(callboardDashboardsEditTranslationRef);
  // A field stays visible when its last value is removed.
  const [names, setNames] = useState(() => [
    ...new Set([
      ...commonFilters,
      ...(Object.keys(props.filters ?? {}) as FilterName[]),
    ]),
  ]);
  const [anchor, setAnchor] = useState<HTMLElement>();
  // The widget editor labels both filters "People", which would be ambiguous in one list.
  const labels: Partial<Record<FilterName, string>> = {
    member_ids: t('loggedBy'),
    user_ids: t('doneBy'),
  };
  const close = () => setAnchor(undefined);
  return (
    <div>
      <FilterFields {...props} names={names} labels={labels} />
      <Stack
        direction={{ xs: 'column', sm: 'row' }}
        alignItems={{ xs: 'start', sm: 'center' }}
        columnGap={1}
        sx={{ mt: 1 }}
      >
        <Button
          size="small"
          startIcon={<AddIcon />}
          aria-haspopup="menu"
          onClick={event => setAnchor(event.currentTarget)}
          sx={{ flexShrink: 0 }}
        >
          {t('addFilter')}
        </Button>
        <FormHelperText sx={{ mt: 0 }}>{t('filtersHint')}</FormHelperText>
      </Stack>
      <Menu anchorEl={anchor} open={Boolean(anchor)} onClose={close}>
        {filterGroups.flatMap(([group, offered]) => {
          const unused = offered.filter(name => !names.includes(name));
          return unused.length === 0
            ? []
            : [
                <ListSubheader key={group} role="presentation">
                  {t(`of.${group}`)}
                </ListSubheader>,
                ...unused.map(name => (
                  <MenuItem
                    key={name}
                    dense
                    onClick={() => {
                      close();
                      setNames([...names, name]);
                    }}
                  >
                    {labels[name] ?? tEdit(`filterNames.${name}`)}
                  </MenuItem>
                )),
              ];
        })}
      </Menu>
    </div>
  );
}

const SECONDS_PER_MINUTE = 60;

/** The refresh intervals to choose from, in seconds. */
const defaultIntervals = [
  0,
  30,
  SECONDS_PER_MINUTE,
  5 * SECONDS_PER_MINUTE,
  15 * SECONDS_PER_MINUTE,
];

function RefreshField(props: {
  value: number | undefined;
  onChange: (seconds: number) => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsSettingsTranslationRef);
  const { value = DEFAULT_REFRESH_SECONDS, onChange } = props;
  const formatRefreshInterval = (seconds: number) => {
    if (seconds === 0) {
      return t('off');
    }
    return seconds % SECONDS_PER_MINUTE === 0
      ? t('minutes', { count: seconds / SECONDS_PER_MINUTE })
      : t('seconds', { count: seconds });
  };
  const offered = [...new Set([...defaultIntervals, value])].sort(
    (a, b) => a - b,
  );
  return (
    <ChoiceField
      label={t('refresh')}
      hint={t('refreshHint')}
      value={String(value)}
      choices={offered.map(seconds => ({
        value: String(seconds),
        label: formatRefreshInterval(seconds),
      }))}
      onChange={seconds => onChange(Number(seconds))}
    />
  );
}

function DataFields(props: {
  workspace: OwnWorkspace;
  draft: SettingsDraft;
  onChange: (patch: Partial<SettingsDraft>) => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsSettingsTranslationRef);
  const { workspace, draft, onChange } = props;
  return (
    <Stack spacing={2}>
      <Box
        component="h3"
        sx={{ m: 0, typography: 'subtitle2', fontWeight: 600 }}
      >
        {t('numbers')}
      </Box>
      <div>
        <RangeField
          label={t('range')}
          value={draft.date_range}
          onChange={date_range => onChange({ date_range })}
        />
        <FormHelperText sx={{ mt: 0 }}>{t('rangeHint')}</FormHelperText>
      </div>
      <ChosenFilters
        slug={workspace.slug}
        filters={draft.filters}
        onChange={filters => onChange({ filters })}
      />
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          alignItems: 'start',
          gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' },
        }}
      >
        <TimeZonePicker
          value={draft.timezone ?? workspace.timezone}
          onChange={zone =>
            onChange({ timezone: zone === workspace.timezone ? null : zone })
          }
          noOptionsText={t('noZone')}
          field={{
            size: 'small',
            label: t('zone'),
            helperText: t('zoneHint', { workspace: workspace.name }),
          }}
        />
        <RefreshField
          value={draft.refresh_seconds}
          onChange={refresh_seconds => onChange({ refresh_seconds })}
        />
      </Box>
    </Stack>
  );
}

export function DashboardSettingsDialog(props: {
  workspace: OwnWorkspace;
  dashboard: Dashboard;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsSettingsTranslationRef);
  const { workspace, onClose } = props;
  const { slug } = workspace;
  // The dashboard that filled the form. Saving merges what other users changed since then.
  const [base, setBase] = useState(props.dashboard);
  const [draft, setDraft] = useState(() => toSettingsDraft(props.dashboard));
  const [conflicts, setConflicts] = useState<SettingName[]>([]);
  const change = (patch: Partial<SettingsDraft>) =>
    setDraft(current => ({ ...current, ...patch }));
  const nameField = useNameProblem(slug, draft, base);
  const formatSettingNames = useFormatSettingNames();
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
    onError: error => getProblems(error).fields.name && nameField.markTaken(),
  });
  const { error } = saving;
  return (
    <FormDialog
      title={t('title')}
      failure={
        !getProblems(error).fields.name && formatFailure(error, t('failed'))
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
            {t('changed', { fields: formatSettingNames(conflicts) })}
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
        <DataFields workspace={workspace} draft={draft} onChange={change} />
      </Stack>
    </FormDialog>
  );
}
