import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type DispatchesRetried,
  type DeadLetter,
  permissions,
} from '@callboard/plugin-callboard-common';
import {
  ActionLabel,
  type CachedList,
  changePages,
  DataTableFoot,
  type DataTablePages,
  EmptyState,
  EntityLink,
  ErrorBoundary,
  getErrorStatus,
  getProblems,
  getQueryKey,
  type ListPage,
  PersonChip,
  QueryState,
  RelativeTime,
  removeCachedItem,
  Row,
  toCountParams,
  useAllowed,
  useCallboardClient,
  useEndpointPages,
  useToast,
} from '@callboard/plugin-callboard-react';
import CheckCircleOutlineIcon from '@mui/icons-material/CheckCircleOutline';
import Button from '@mui/material/Button';
import {
  useQueryClient,
  useMutation,
  type UseMutationResult,
} from '@tanstack/react-query';
import { useRef, useLayoutEffect, useId } from 'react';
import Box from '@mui/material/Box';
import { useOnChange } from '../shared/useOnChange';
import { callboardTranslationRef } from '../translation';
import {
  ErrorText,
  SystemList,
  SystemListItem,
  SystemSection,
  RetryButton,
  useSubscriberLabels,
} from './SystemSection';

function DeadLetterItem(props: {
  deadLetter: DeadLetter;
  /** Retries the dead letter; undefined without permission. */
  onRetry?: () => void;
}) {
  const { t } = useTranslationRef(callboardTranslationRef);
  const getSubscriberLabel = useSubscriberLabels();
  const id = useId();
  const { change, subscriber, attempts, dead_lettered_at, last_error } =
    props.deadLetter;
  return (
    <SystemListItem
      action={
        props.onRetry && (
          <RetryButton
            label={t('dispatches.retry')}
            describedBy={id}
            onClick={props.onRetry}
          />
        )
      }
    >
      <Row
        id={id}
        rowGap={0.5}
        columnGap={2}
        sx={{ '& > *': { minWidth: 0, maxWidth: '100%' } }}
      >
        <ErrorBoundary resetKey={change}>
          <EntityLink
            type={change.entity_type}
            id={change.entity_id}
            label={change.entity_label}
          />
          <ActionLabel action={change.action} />
          <PersonChip
            userRef={change.actor}
            name={change.actor_name}
            size={20}
          />
        </ErrorBoundary>
      </Row>
      <Box sx={{ typography: 'body2', color: 'text.secondary', mt: 0.5 }}>
        {t('dispatches.missedBy', { who: getSubscriberLabel(subscriber) })}
        {' · '}
        {t('dispatches.attempts', toCountParams(attempts))}
        {' · '}
        <RelativeTime instant={dead_lettered_at} />
      </Box>
      <ErrorText text={last_error} />
    </SystemListItem>
  );
}

const getDeadLetterKey = ({ change, subscriber }: DeadLetter) =>
  `${change.id} ${subscriber}`;

/** The dead letters, page by page. After a retry, the focus moves to the next retry button. */
function DeadLetterList(props: {
  items: DeadLetter[];
  total?: number;
  pages: DataTablePages;
  titleId: string;
  onRetry?: (deadLetter: DeadLetter) => void;
}) {
  const { items, total, onRetry } = props;
  const list = useRef<HTMLUListElement>(null);
  const retriedIndex = useRef<number>();
  useLayoutEffect(() => {
    const index = retriedIndex.current;
    if (index === undefined) {
      return;
    }
    retriedIndex.current = undefined;
    const next = list.current?.children[Math.min(index, items.length - 1)];
    next?.querySelector<HTMLElement>('[data-retry]')?.focus();
  }, [items]);
  return (
    <>
      <SystemList ref={list} titleId={props.titleId}>
        {items.map((deadLetter, index) => (
          <DeadLetterItem
            key={getDeadLetterKey(deadLetter)}
            deadLetter={deadLetter}
            onRetry={
              onRetry &&
              (() => {
                retriedIndex.current = index;
                onRetry(deadLetter);
              })
            }
          />
        ))}
      </SystemList>
      <Box sx={{ borderTop: 1, borderColor: 'divider' }}>
        <DataTableFoot shown={items.length} total={total} pages={props.pages} />
      </Box>
    </>
  );
}

type Page = ListPage<DeadLetter>;
type Loaded = CachedList<Page>;

const queryKey = getQueryKey(endpoints.listDeadLetters);

/** Removes one dead letter, or all of them, from the cached list. */
function removeDeadLetters(
  loaded: Loaded,
  retried: DeadLetter | 'all',
): Loaded {
  if (retried === 'all') {
    const none: Page = { items: [], next_cursor: null, total: 0 };
    return changePages(loaded, () => none);
  }
  return removeCachedItem(
    loaded,
    ({ subscriber, change }: DeadLetter) =>
      subscriber === retried.subscriber && change.id === retried.change.id,
  );
}

/**
 * Retries one dead letter, or all of them. Retried dead letters leave the list before the server
 * responds. If the request fails, they reappear, unless the server no longer has them.
 */
function useRetryDeadLetters(): UseMutationResult<
  DispatchesRetried,
  Error,
  DeadLetter | 'all'
> {
  const { t } = useTranslationRef(callboardTranslationRef);
  const client = useCallboardClient();
  const queries = useQueryClient();
  const showToast = useToast();
  return useMutation<
    DispatchesRetried,
    Error,
    DeadLetter | 'all',
    Array<[readonly unknown[], Loaded | undefined]>
  >({
    mutationFn: retried =>
      retried === 'all'
        ? client.call(endpoints.retryDeadLetters, { body: {} })
        : client.call(endpoints.retryDeadLetter, {
            params: {
              change_id: retried.change.id,
              subscriber: retried.subscriber,
            },
          }),
    onMutate: async retried => {
      // A running refetch would show the removed dead letters again.
      await queries.cancelQueries({ queryKey });
      const before = queries.getQueriesData<Loaded>({ queryKey });
      queries.setQueriesData<Loaded>(
        { queryKey },
        loaded => loaded && removeDeadLetters(loaded, retried),
      );
      return before;
    },
    onSuccess: ({ retried }) =>
      showToast({
        status: 'success',
        title: t('dispatches.retried', toCountParams(retried)),
        description: t('dispatches.retriedHint'),
      }),
    onError: (error, _retried, before) => {
      if (getErrorStatus(error) === 404) {
        showToast({ status: 'info', title: t('dispatches.deleted') });
        return;
      }
      before?.forEach(([key, loaded]) => queries.setQueryData(key, loaded));
      showToast({
        status: 'danger',
        title: t('dispatches.retryFailed'),
        description: getProblems(error).message,
      });
    },
    onSettled: () => {
      queries.invalidateQueries({ queryKey });
      queries.invalidateQueries({ queryKey: getQueryKey(endpoints.getHealth) });
    },
  });
}

const DEAD_LETTERS_PER_PAGE = 20;

export function DeadLetters(props: {
  /** The number of dead letters, from polling. When it changes, the list is refetched. */
  count: number;
}) {
  const { t } = useTranslationRef(callboardTranslationRef);
  const { count } = props;
  const title = useRef<HTMLHeadingElement>(null);
  const queries = useQueryClient();
  const list = useEndpointPages(endpoints.listDeadLetters, {
    query: { limit: DEAD_LETTERS_PER_PAGE },
  });
  const retry = useRetryDeadLetters();
  const canRetry = useAllowed(permissions.deadLetter.retry);

  useOnChange(count, () => queries.invalidateQueries({ queryKey }));
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
        canRetry &&
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
                onRetry={
                  canRetry
                    ? deadLetter => {
                        retry.mutate(deadLetter);
                        if (items.length === 1) {
                          focusTitle();
                        }
                      }
                    : undefined
                }
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
