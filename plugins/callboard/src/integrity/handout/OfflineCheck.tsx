import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type ExportFormat,
} from '@callboard/plugin-callboard-common';
import {
  getBrowserZone,
  CopyableText,
  ExportButton,
  Section,
  useCallboardClient,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { callboardIntegrityTranslationRef } from '../translation';

const formats: ExportFormat[] = ['jsonl'];

/**
 * Exports the whole log with its integrity checkpoints, and shows the command that verifies the
 * file.
 */
export function OfflineCheck(props: { head: string }) {
  const { t } = useTranslationRef(callboardIntegrityTranslationRef);
  const client = useCallboardClient();
  return (
    <Section level={2} title={t('offline.title')} hint={t('offline.hint')}>
      <ExportButton
        downloadKey="integrity"
        fallbackName="export"
        formats={formats}
        label={t('offline.download')}
        open={(_format, signal) => {
          // Without details, the file would lack many rows of the log.
          const query = { proof: true, details: true, tz: getBrowserZone() };
          return client.fetch(endpoints.exportAdminActivityJsonl, {
            query,
            signal,
          });
        }}
      />
      <Box sx={{ maxWidth: '72ch' }}>
        <CopyableText
          name={t('offline.command')}
          text={`npx callboard-verify export.jsonl --head ${props.head}`}
        />
      </Box>
    </Section>
  );
}
