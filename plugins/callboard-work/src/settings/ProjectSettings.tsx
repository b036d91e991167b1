import { useTranslationRef } from '@backstage/frontend-plugin-api';
import ArrowBackIcon from '@mui/icons-material/ArrowBack';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useWorkProject } from '../data/useWorkProject';
import { callboardWorkSettingsTranslationRef } from '../settingsTranslation';
import { GeneralSettings } from './GeneralSettings';
import { SettingSection } from './SettingSection';

const kinds = ['states', 'labels', 'cycles', 'modules'] as const;

/** What admins of a project set for all its items. */
export function ProjectSettings(props: { onBack: () => void }) {
  const { t } = useTranslationRef(callboardWorkSettingsTranslationRef);
  const { project } = useWorkProject();
  return (
    <Stack spacing={4} sx={{ maxWidth: 760 }}>
      <div>
        <Button startIcon={<ArrowBackIcon />} onClick={props.onBack}>
          {t('back')}
        </Button>
        <Typography component="h2" variant="h5" sx={{ mt: 1 }}>
          {t('title', { project: project.name })}
        </Typography>
      </div>
      <GeneralSettings />
      {kinds.map(kind => (
        <SettingSection key={kind} kind={kind} />
      ))}
    </Stack>
  );
}
