import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type QueueStatus,
} from '@callboard/plugin-callboard-common';
import {
  EmptyState,
  formatCount,
  QueryState,
  RelativeTime,
  useCallboardQuery,
} from '@callboard/plugin-callboard-react';
import CheckCircleOutlineIcon from '@mui/icons-material/CheckCircleOutline';
import ReplayIcon from '@mui/icons-material/Replay';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { Fragment, useId, useRef } from 'react';
import { callboardTranslationRef } from '../translation';
import { DispatchError } from './DispatchError';
import { USUAL_LAG } from './RelayHealth';
import { useQueueWords } from './useQueueWords';
import { useRetryJobs } from './useRetryJobs';

const POLL = 15_000;

/** Whether a queue is worth a look. */
function isTroubled({ parked, retrying, oldest_due_at }: QueueStatus): boolean {
  const since =
    oldest_due_at === null ? 0 : Date.now() - Date.parse(oldest_due_at);
  return parked > 0 || retrying > 0 || since > USUAL_LAG;
}

/** The work that failed or is late, why, and a way to have it tried again. */
export function TroubledQueues() {
  const { t } = useTranslationRef(callboardTranslationRef);
  const wordsOf = useQueueWords();
  const titleId = useId();
  const title = useRef<HTMLHeadingElement>(null);
  const retry = useRetryJobs();
  const queues = useCallboardQuery(
    endpoints.listQueues,
    {},
    { refetchInterval: POLL, staleTime: 0 },
  );

  function factsOf({ parked, retrying, waiting, oldest_due_at }: QueueStatus) {
    return [
      parked > 0 &&
        t('queues.parked', { count: parked, formatted: formatCount(parked) }),
      retrying > 0 &&
        t('queues.retrying', {
          count: retrying,
          formatted: formatCount(retrying),
        }),
      t('queues.waiting', { count: waiting, formatted: formatCount(waiting) }),
      oldest_due_at !== null && (
        <>
          {t('queues.since')} <RelativeTime instant={oldest_due_at} />
        </>
      ),
    ].filter(fact => fact !== false);
  }

  return (
    <Box component="section" aria-labelledby={titleId} sx={{ mt: 2 }}>
      <Typography
        id={titleId}
        ref={title}
        tabIndex={-1}
        variant="subtitle2"
        component="h3"
        sx={{ mb: 1 }}
      >
        {t('queues.title')}
      </Typography>
      <Paper variant="outlined">
        <QueryState query={queues}>
          {({ items }) => {
            const troubled = items.filter(isTroubled);
            return troubled.length > 0 ? (
              <Box
                component="ul"
                // Safari takes the role away from lists without bullets.
                role="list"
                aria-labelledby={titleId}
                sx={{ listStyle: 'none', m: 0, p: 0 }}
              >
                {troubled.map(queue => (
                  <Box
                    component="li"
                    key={queue.name}
                    sx={{
                      display: 'flex',
                      flexWrap: 'wrap',
                      alignItems: 'flex-start',
                      columnGap: 2,
                      rowGap: 1,
                      px: 2,
                      py: 1.5,
                      '& + &': { borderTop: 1, borderColor: 'divider' },
                    }}
                  >
                    <Box sx={{ flex: '1 1 320px', minWidth: 0 }}>
                      <Typography
                        id={`${titleId}-${queue.name}`}
                        variant="body2"
                      >
                        {wordsOf(queue.name)}
                      </Typography>
                      <Typography variant="body2" color="text.secondary">
                        {factsOf(queue).map((fact, index) => (
                          <Fragment key={index}>
                            {index > 0 && ' · '}
                            {fact}
                          </Fragment>
                        ))}
                      </Typography>
                      {queue.last_error !== null && (
                        <DispatchError text={queue.last_error} />
                      )}
                    </Box>
                    {queue.parked > 0 && (
                      <Button
                        size="small"
                        variant="outlined"
                        startIcon={<ReplayIcon />}
                        aria-describedby={`${titleId}-${queue.name}`}
                        onClick={() => {
                          retry.mutate(queue.name);
                          title.current?.focus();
                        }}
                      >
                        {t('queues.retry')}
                      </Button>
                    )}
                  </Box>
                ))}
              </Box>
            ) : (
              <EmptyState
                icon={<CheckCircleOutlineIcon />}
                title={t('queues.empty')}
              >
                {t('dispatches.emptyHint')}
              </EmptyState>
            );
          }}
        </QueryState>
      </Paper>
    </Box>
  );
}
