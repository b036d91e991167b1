import { Link } from '@backstage/core-components';
import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WorkItem } from '@callboard/plugin-callboard-common';
import {
  EmptyState,
  ErrorBoundary,
  formatCount,
  GroupIcon,
  LoadingState,
  outOfSight,
  QueryState,
  WorkspaceCard,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { DueDate } from '../list/DueDate';
import { PriorityMark } from '../marks/PriorityMark';
import { myWorkRouteRef } from '../routes';
import { callboardWorkTranslationRef } from '../translation';
import { useMyWorkItems } from './useMyWorkItems';

const SHOWN = 8;

/** The width of a card, in px, from which words for priorities fit beside titles. */
const ROOM_FOR_WORDS = 480;

const skeleton = <LoadingState rows={SHOWN} rowHeight={28} />;

function Line(props: { item: WorkItem; href?: string }) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { item, href } = props;
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
        // Titles matter more than words for priorities.
        [`@container (max-width: ${ROOM_FOR_WORDS}px)`]: {
          '& [data-word]': outOfSight,
        },
      }}
    >
      <ErrorBoundary resetKey={item}>
        <Box
          component="span"
          role="img"
          aria-label={t(`group.${item.state_group}`)}
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
            overflow: 'hidden',
            textOverflow: 'ellipsis',
            whiteSpace: 'nowrap',
          }}
        >
          {href ? <Link to={href}>{text}</Link> : text}
        </Box>
        {item.target_date && (
          <Box
            component="span"
            sx={{ color: 'text.secondary', whiteSpace: 'nowrap' }}
          >
            {t('mine.due')} <DueDate item={item} />
          </Box>
        )}
        {item.priority !== 'none' && <PriorityMark priority={item.priority} />}
      </ErrorBoundary>
    </Box>
  );
}

function Lines(props: { workspace: OwnWorkspace }) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { workspace } = props;
  const href = useRouteRef(myWorkRouteRef);
  const list = useMyWorkItems(workspace, { isOpen: true, limit: SHOWN });
  return (
    <QueryState query={list} loading={skeleton}>
      {({ items, total = items.length }) =>
        items.length > 0 ? (
          <>
            <Box
              component="ul"
              aria-label={t('mine.title')}
              sx={{
                m: 0,
                p: 0,
                listStyle: 'none',
                containerType: 'inline-size',
              }}
            >
              {items.slice(0, SHOWN).map(item => (
                <Line
                  key={item.id}
                  item={item}
                  href={
                    href &&
                    `${href()}?workspace=${workspace.slug}&project=${
                      item.project_id
                    }&item=${item.id}`
                  }
                />
              ))}
            </Box>
            {href && (
              <Box
                sx={{
                  display: 'flex',
                  justifyContent: 'space-between',
                  pt: 1,
                  typography: 'body2',
                  color: 'text.secondary',
                }}
              >
                <Link to={href()}>{t('mine.seeAll')}</Link>
                {t('results.count', {
                  count: total,
                  formatted: formatCount(total),
                })}
              </Box>
            )}
          </>
        ) : (
          <EmptyState title={t('mine.empty')}>{t('mine.emptyHint')}</EmptyState>
        )
      }
    </QueryState>
  );
}

/** The open items assigned to the reader, for the home page. @public */
export function MyWorkWidget() {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  return (
    <WorkspaceCard
      skeleton={skeleton}
      nowhere={<EmptyState title={t('mine.empty')} />}
    >
      {workspace => <Lines workspace={workspace} />}
    </WorkspaceCard>
  );
}
