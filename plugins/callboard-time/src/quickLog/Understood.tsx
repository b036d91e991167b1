import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import { Fragment } from 'react';
import { callboardTimeQuickLogTranslationRef } from './quickLogTranslation';
import type { LineDraft } from './useLineDraft';
import { usePartTexts } from './usePartTexts';

const parts = ['item', 'time', 'day', 'description'] as const;

/** The parsed parts of a line. */
export function Understood(props: { draft: LineDraft }) {
  const { t } = useTranslationRef(callboardTimeQuickLogTranslationRef);
  const texts = usePartTexts(props.draft);
  return (
    <Box role="status">
      <Box
        component="dl"
        aria-label={t('understood')}
        sx={{
          display: 'grid',
          gridTemplateColumns: 'auto minmax(0, 1fr)',
          columnGap: 2,
          rowGap: 0.5,
          m: 0,
          typography: 'body2',
          '& dt': { color: 'text.secondary' },
          '& dd': { m: 0, overflowWrap: 'anywhere' },
        }}
      >
        {parts.map(part => (
          <Fragment key={part}>
            <dt>{t(part)}</dt>
            <Box
              component="dd"
              sx={{ color: texts[part].isProblem ? 'error.main' : undefined }}
            >
              {texts[part].text}
            </Box>
          </Fragment>
        ))}
      </Box>
    </Box>
  );
}
