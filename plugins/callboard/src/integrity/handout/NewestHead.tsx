import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ActivitySeal } from '@callboard/plugin-callboard-common';
import {
  CopyableText,
  formatCount,
  RelativeTime,
  Section,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { callboardIntegrityTranslationRef } from '../translation';

/** The newest hash of the integrity chain, to be stored outside Callboard. */
export function NewestHead(props: { seal: ActivitySeal }) {
  const { t } = useTranslationRef(callboardIntegrityTranslationRef);
  const { head, number, sealed_at } = props.seal;
  return (
    <Section level={2} title={t('head.title')} hint={t('head.hint')}>
      <Box sx={{ maxWidth: '72ch' }}>
        <CopyableText name={t('head.name')} text={head} />
        <Box sx={{ typography: 'body2', color: 'text.secondary', mt: -1 }}>
          {t('head.about', { number: formatCount(number) })}{' '}
          <RelativeTime instant={sealed_at} />
        </Box>
      </Box>
    </Section>
  );
}
