import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Stack from '@mui/material/Stack';
import { callboardWorkSettingsTranslationRef } from '../../settingsTranslation';
import { SectionLayout } from '../SectionLayout';
import { GithubMapping } from './GithubMapping';
import { SourceCounts } from './SourceCounts';
import { useSourceCounts } from './useSourceCounts';

/** The sources of the project's items, and how to set them up. */
export function SourceSettings() {
  const { t } = useTranslationRef(callboardWorkSettingsTranslationRef);
  const counts = useSourceCounts();
  const fromGithub = counts.data?.find(({ source }) => source === 'github');
  return (
    <SectionLayout name="sources" hint={t('sources.hint')}>
      <Stack spacing={3} sx={{ mt: 2 }}>
        <SourceCounts query={counts} />
        <GithubMapping hasItems={(fromGithub?.count ?? 0) > 0} />
      </Stack>
    </SectionLayout>
  );
}
