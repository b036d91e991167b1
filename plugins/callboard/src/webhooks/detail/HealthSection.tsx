import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WebhookHour } from '@callboard/plugin-callboard-common';
import {
  formatCount,
  useChartPalette,
  Section,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { callboardWebhooksTranslationRef } from '../translation';
import { HealthChart } from './HealthChart';
import { HealthTable } from './HealthTable';
import { outcomes, outcomeColours } from './outcomes';

/** The deliveries of the last day, as a chart or a table. */
export function HealthSection(props: { hours: readonly WebhookHour[] }) {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const { hours } = props;
  const palette = useChartPalette();
  const [isTable, setTable] = useState(false);
  const sums = outcomes.map(outcome => ({
    outcome,
    sum: hours.reduce((sum, hour) => sum + hour[outcome], 0),
  }));
  const isEmpty = sums.every(({ sum }) => sum === 0);
  return (
    <Section
      title={t('health.title')}
      aside={
        !isEmpty && (
          <Button size="small" onClick={() => setTable(!isTable)}>
            {isTable ? t('health.showChart') : t('health.showTable')}
          </Button>
        )
      }
    >
      {isEmpty ? (
        <Typography variant="body2" color="text.secondary">
          {t('health.none')}
        </Typography>
      ) : (
        <>
          <Box
            component="ul"
            role="list"
            aria-label={t('health.title')}
            sx={{
              display: 'flex',
              flexWrap: 'wrap',
              columnGap: 3,
              listStyle: 'none',
              m: 0,
              mb: 1,
              p: 0,
              typography: 'body2',
            }}
          >
            {sums.map(({ outcome, sum }) => (
              <Box
                component="li"
                key={outcome}
                sx={{ display: 'flex', alignItems: 'center', gap: 0.75 }}
              >
                <Box
                  aria-hidden
                  sx={{
                    width: 12,
                    height: 12,
                    borderRadius: '3px',
                    bgcolor: palette[outcomeColours[outcome]],
                  }}
                />
                {t(`health.${outcome}`)}
                <Box
                  component="strong"
                  sx={{ fontVariantNumeric: 'tabular-nums' }}
                >
                  {formatCount(sum)}
                </Box>
              </Box>
            ))}
          </Box>
          {isTable ? (
            <HealthTable hours={hours} />
          ) : (
            <HealthChart
              hours={hours}
              label={t(
                'health.summary',
                Object.fromEntries(
                  sums.map(({ outcome, sum }) => [outcome, formatCount(sum)]),
                ) as Record<(typeof outcomes)[number], string>,
              )}
            />
          )}
        </>
      )}
    </Section>
  );
}
