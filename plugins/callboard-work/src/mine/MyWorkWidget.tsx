import { Link } from '@backstage/core-components';
import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WorkItem } from '@callboard/plugin-callboard-common';
import {
  oneLine,
  toCountParams,
  DueDate,
  EmptyState,
  ErrorBoundary,
  GroupIcon,
  LoadingState,
  visuallyHidden,
  QueryState,
  WorkspaceCardContent,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import { useState } from 'react';
import { PriorityBadge } from '../badges/FieldValues';
import { myWorkRouteRef } from '../routes';
import { callboardWorkTranslationRef } from '../translation';
import { MyWorkLists } from './MyWorkLists';
import {
  type MyWorkListName,
  useMyWorkItems,
  useStateNames,
} from './useMyWorkItems';

const MAX_ROWS = 7;

/** The card width, in px, above which the labels of states and priorities fit next to titles. */
const LABEL_BREAKPOINT_PX = 480;

const skeleton = <LoadingState rows={MAX_ROWS} rowHeight={28} />;

function ItemLine(props: { item: WorkItem; state: string; href?: string }) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { item, state, href } = props;
  const text = `${item.identifier} ${item.title}`;
  return (
    <Box
      component="li"
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 1,
        minHeight: 32,
        typography: 'body2',
        // In a narrow card, titles need the space of the labels of states and priorities.
        [`@container (max-width: ${LABEL_BREAKPOINT_PX}px)`]: {
          '& [data-badge-label]': visuallyHidden,
        },
      }}
    >
      <ErrorBoundary resetKey={item}>
        <Box
          component="span"
          role="img"
          aria-label={state}
          title={state}
          sx={{ display: 'inline-flex', fontSize: 16 }}
        >
          <GroupIcon group={item.state_group} />
        </Box>
        <Box
          component="span"
          title={text}
          sx={{
            flex: 1,
            minWidth: 0,
            ...oneLine,
          }}
        >
          {href ? <Link to={href}>{text}</Link> : text}
        </Box>
        <Box
          component="span"
          aria-hidden
          data-badge-label
          sx={{
            color: 'text.secondary',
            maxWidth: '9em',
            ...oneLine,
          }}
        >
          {state}
        </Box>
        {item.target_date && (
          <Box
            component="span"
            sx={{ color: 'text.secondary', whiteSpace: 'nowrap' }}
          >
            {t('mine.due')} <DueDate item={item} />
          </Box>
        )}
        {item.priority !== 'none' && <PriorityBadge priority={item.priority} />}
      </ErrorBoundary>
    </Box>
  );
}

function ItemLines(props: {
  workspace: OwnWorkspace;
  listName: MyWorkListName;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { workspace, listName } = props;
  const getHref = useRouteRef(myWorkRouteRef);
  const list = useMyWorkItems(workspace, {
    list: listName,
    isOpenOnly: true,
    limit: MAX_ROWS,
  });
  const getStateName = useStateNames(workspace, list.data?.items ?? []);
  return (
    <QueryState query={list} loading={skeleton}>
      {({ items, total = items.length }) =>
        items.length > 0 ? (
          <>
            <Box
              component="ul"
              aria-label={t(`mine.${listName}.label`)}
              sx={{
                m: 0,
                p: 0,
                listStyle: 'none',
                containerType: 'inline-size',
              }}
            >
              {items.slice(0, MAX_ROWS).map(item => (
                <ItemLine
                  key={item.id}
                  item={item}
                  state={getStateName(item)}
                  href={
                    getHref &&
                    `${getHref()}?workspace=${workspace.slug}&project=${
                      item.project_id
                    }&item=${item.id}`
                  }
                />
              ))}
            </Box>
            {getHref && (
              <Box
                sx={{
                  display: 'flex',
                  justifyContent: 'space-between',
                  pt: 1,
                  typography: 'body2',
                  color: 'text.secondary',
                }}
              >
                <Link
                  to={`${getHref()}?workspace=${workspace.slug}${
                    listName === 'assigned' ? '' : `&list=${listName}`
                  }`}
                >
                  {t('mine.seeAll')}
                </Link>
                {t('results.count', toCountParams(total))}
              </Box>
            )}
          </>
        ) : (
          <EmptyState title={t(`mine.${listName}.empty`)}>
            {t(`mine.${listName}.hint`)}
          </EmptyState>
        )
      }
    </QueryState>
  );
}

export function MyWorkWidget() {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const [listName, setListName] = useState<MyWorkListName>('assigned');
  return (
    <WorkspaceCardContent
      skeleton={skeleton}
      emptyState={<EmptyState title={t('mine.assigned.empty')} />}
    >
      {workspace => (
        <Stack spacing={1}>
          <MyWorkLists
            workspace={workspace}
            value={listName}
            isOpenOnly
            onChange={setListName}
          />
          <ItemLines workspace={workspace} listName={listName} />
        </Stack>
      )}
    </WorkspaceCardContent>
  );
}
