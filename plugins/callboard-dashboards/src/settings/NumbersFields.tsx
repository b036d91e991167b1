import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { OwnWorkspace } from '@callboard/plugin-callboard-react';
import { TimeZonePicker } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import FormHelperText from '@mui/material/FormHelperText';
import Stack from '@mui/material/Stack';
import { RangeField } from '../edit/RangeField';
import { ChosenFilters } from './ChosenFilters';
import { RefreshField } from './RefreshField';
import type { SettingsDraft } from './SettingsDraft';
import { callboardDashboardsSettingsTranslationRef } from './settingsTranslation';

/** The settings that apply to the numbers of all widgets. */
export function NumbersFields(props: {
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
