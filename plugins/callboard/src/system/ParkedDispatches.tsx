import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints } from '@callboard/plugin-callboard-common';
import {
  EmptyState,
  QueryState,
  queryKeyOf,
  useEndpointPages,
} from '@callboard/plugin-callboard-react';
import CheckCircleOutlineIcon from '@mui/icons-material/CheckCircleOutline';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useId, useRef } from 'react';
import { callboardTranslationRef } from '../translation';
import { ParkedDispatchList } from './ParkedDispatchList';
import { useRetryDispatches } from './useRetryDispatches';

const PAGE = 20;

/**
 * The changes that were set aside, each with its error and a way to try it
 * again.
 */
export function ParkedDispatches(props: {
  /** How many there are, as far as is known. */
  count: number;
}) {
  const { t } = useTranslationRef(callboardTranslationRef);
  const { count } = props;
  const titleId = useId();
  const title = useRef<HTMLHeadingElement>(null);
  const queries = useQueryClient();
  const list = useEndpointPages(endpoints.listParkedDispatches, {
    query: { limit: PAGE },
  });
  const retry = useRetryDispatches();

  // The count is asked for again and again, the list when it has changed.
  const known = useRef(count);
  useEffect(() => {
    if (known.current !== count) {
      known.current = count;
      queries.invalidateQueries({
        queryKey: queryKeyOf(endpoints.listParkedDispatches),
      });
    }
  }, [count, queries]);

  const focusTitle = () => title.current?.focus();
  const retryAll = () => {
    retry.mutate('all');
    focusTitle();
  };
  return (
    <Box component="section" aria-labelledby={titleId} sx={{ mt: 2 }}>
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'center',
          justifyContent: 'space-between',
          gap: 1,
          mb: 1,
        }}
      >
        <Typography
          id={titleId}
          ref={title}
          tabIndex={-1}
          variant="subtitle2"
          component="h3"
        >
          {t('dispatches.title')}
        </Typography>
        {list.data && list.data.items.length > 0 && (
          <Button size="small" onClick={retryAll}>
            {t('dispatches.retryAll')}
          </Button>
        )}
      </Box>
      <Paper variant="outlined">
        <QueryState query={list}>
          {({ items, total }) =>
            items.length > 0 ? (
              <ParkedDispatchList
                items={items}
                total={total}
                pages={list}
                labelId={titleId}
                onRetry={dispatch => {
                  retry.mutate(dispatch);
                  if (items.length === 1) {
                    focusTitle();
                  }
                }}
              />
            ) : (
              <EmptyState
                icon={<CheckCircleOutlineIcon />}
                title={t('dispatches.empty')}
              >
                {t('dispatches.emptyHint')}
              </EmptyState>
            )
          }
        </QueryState>
      </Paper>
    </Box>
  );
}
