import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints } from '@callboard/plugin-callboard-common';
import {
  EmptyState,
  QueryState,
  getQueryKey,
  useEndpointPages,
} from '@callboard/plugin-callboard-react';
import CheckCircleOutlineIcon from '@mui/icons-material/CheckCircleOutline';
import Button from '@mui/material/Button';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { callboardTranslationRef } from '../translation';
import { DeadLetterList } from './DeadLetterList';
import { SystemSection } from './SystemSection';
import { useRetryDispatches } from './useRetryDispatches';

const PAGE = 20;

/** The dead letters, each with its error and a retry button. */
export function DeadLetters(props: {
  /** The number of dead letters, as far as known. */
  count: number;
}) {
  const { t } = useTranslationRef(callboardTranslationRef);
  const { count } = props;
  const title = useRef<HTMLHeadingElement>(null);
  const queries = useQueryClient();
  const list = useEndpointPages(endpoints.listDeadLetters, {
    query: { limit: PAGE },
  });
  const retry = useRetryDispatches();

  // The count is polled; the list is refetched when it changes.
  const known = useRef(count);
  useEffect(() => {
    if (known.current !== count) {
      known.current = count;
      queries.invalidateQueries({
        queryKey: getQueryKey(endpoints.listDeadLetters),
      });
    }
  }, [count, queries]);

  const focusTitle = () => title.current?.focus();
  const retryAll = () => {
    retry.mutate('all');
    focusTitle();
  };
  return (
    <SystemSection
      title={t('dispatches.title')}
      titleRef={title}
      action={
        list.data &&
        list.data.items.length > 0 && (
          <Button size="small" onClick={retryAll}>
            {t('dispatches.retryAll')}
          </Button>
        )
      }
    >
      {titleId => (
        <QueryState query={list}>
          {({ items, total }) =>
            items.length > 0 ? (
              <DeadLetterList
                items={items}
                total={total}
                pages={list}
                titleId={titleId}
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
      )}
    </SystemSection>
  );
}
