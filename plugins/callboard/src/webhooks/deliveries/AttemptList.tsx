import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WebhookAttempt } from '@callboard/plugin-callboard-common';
import { formatCount, formatInstant } from '@callboard/plugin-callboard-react';
import CheckCircleIcon from '@mui/icons-material/CheckCircle';
import ErrorIcon from '@mui/icons-material/Error';
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import Typography from '@mui/material/Typography';
import { useId } from 'react';
import { callboardWebhooksTranslationRef } from '../translation';

const isSuccess = ({ status_code }: WebhookAttempt) =>
  status_code !== null && status_code >= 200 && status_code < 300;

/** The attempts of a delivery; the details of the selected one are shown. */
export function AttemptList(props: {
  attempts: readonly WebhookAttempt[];
  /** The number of the selected attempt. */
  shown: number;
  onShow: (number: number) => void;
}) {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const id = useId();
  return (
    <Box component="section" aria-labelledby={id}>
      <Typography
        id={id}
        variant="body2"
        component="h3"
        sx={{ fontWeight: 600, m: 0, mb: 1 }}
      >
        {t('delivery.attempts')}
      </Typography>
      <Box
        component="ul"
        role="list"
        aria-labelledby={id}
        sx={{
          listStyle: 'none',
          m: 0,
          p: 0,
          maxHeight: 200,
          overflow: 'auto',
          border: 1,
          borderColor: 'divider',
          borderRadius: 1,
        }}
      >
        {props.attempts.map(attempt => {
          const Icon = isSuccess(attempt) ? CheckCircleIcon : ErrorIcon;
          const isShown = attempt.number === props.shown;
          return (
            <Box
              component="li"
              key={attempt.number}
              sx={{ '& + &': { borderTop: 1, borderColor: 'divider' } }}
            >
              <ButtonBase
                aria-pressed={isShown}
                onClick={() => props.onShow(attempt.number)}
                sx={theme => ({
                  display: 'flex',
                  flexWrap: 'wrap',
                  justifyContent: 'flex-start',
                  width: '100%',
                  columnGap: 2,
                  px: 1.5,
                  py: 0.75,
                  typography: 'body2',
                  textAlign: 'start',
                  fontVariantNumeric: 'tabular-nums',
                  bgcolor: isShown ? 'action.selected' : undefined,
                  '&:hover': {
                    bgcolor: isShown ? 'action.focus' : 'action.hover',
                  },
                  '&.Mui-focusVisible': {
                    outline: `2px solid ${theme.palette.primary.main}`,
                    outlineOffset: -2,
                  },
                })}
              >
                <Box
                  component="span"
                  sx={{ display: 'inline-flex', gap: 0.75, minWidth: 88 }}
                >
                  <Icon
                    aria-hidden
                    color={isSuccess(attempt) ? 'success' : 'error'}
                    sx={{ fontSize: 18 }}
                  />
                  {t('delivery.try', { number: String(attempt.number) })}
                </Box>
                <Box
                  component="span"
                  sx={{ flex: '1 1 160px', overflowWrap: 'anywhere' }}
                >
                  {attempt.status_code ??
                    attempt.error ??
                    t('deliveries.noAnswer')}
                </Box>
                <span>
                  {t('deliveries.milliseconds', {
                    formatted: formatCount(attempt.duration_ms),
                  })}
                </span>
                <time dateTime={attempt.started_at}>
                  {formatInstant(attempt.started_at, 'seconds')}
                </time>
              </ButtonBase>
            </Box>
          );
        })}
      </Box>
    </Box>
  );
}
