import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints } from '@callboard/plugin-callboard-common';
import {
  formatCount,
  QueryState,
  RelativeTime,
  useCallboardQuery,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { useId } from 'react';
import { callboardTranslationRef } from '../translation';
import { DispatchError } from './DispatchError';
import { useSubscriberWords } from './useSubscriberWords';

const POLL = 15_000;

/** Who hears of no changes for now, since when, and why. */
export function PausedSubscribers() {
  const { t } = useTranslationRef(callboardTranslationRef);
  const wordsOf = useSubscriberWords();
  const titleId = useId();
  const subscribers = useCallboardQuery(
    endpoints.listSubscribers,
    {},
    { refetchInterval: POLL, staleTime: 0 },
  );
  return (
    <Box component="section" aria-labelledby={titleId} sx={{ mt: 2 }}>
      <Typography
        id={titleId}
        variant="subtitle2"
        component="h3"
        sx={{ mb: 1 }}
      >
        {t('paused.title')}
      </Typography>
      <Paper variant="outlined">
        <QueryState query={subscribers}>
          {({ items }) => (
            <Box
              component="ul"
              // Safari takes the role away from lists without bullets.
              role="list"
              aria-labelledby={titleId}
              sx={{ listStyle: 'none', m: 0, p: 0 }}
            >
              {items
                .filter(({ paused_at }) => paused_at !== null)
                .map(({ name, paused_at, waiting, last_error }) => (
                  <Box
                    component="li"
                    key={name}
                    sx={{
                      px: 2,
                      py: 1.5,
                      '& + &': { borderTop: 1, borderColor: 'divider' },
                    }}
                  >
                    <Typography variant="body2">
                      {t('paused.who', { who: wordsOf(name) })}
                    </Typography>
                    <Typography variant="body2" color="text.secondary">
                      {t('paused.since')} <RelativeTime instant={paused_at!} />
                      {' · '}
                      {t('paused.waiting', {
                        count: waiting,
                        formatted: formatCount(waiting),
                      })}
                    </Typography>
                    {last_error !== null && <DispatchError text={last_error} />}
                  </Box>
                ))}
            </Box>
          )}
        </QueryState>
      </Paper>
    </Box>
  );
}
