import { Link } from '@backstage/core-components';
import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WorkItem } from '@callboard/plugin-callboard-common';
import {
  CallboardProvider,
  EmptyState,
  ErrorBoundary,
  LoadingState,
  QueryState,
  useCardWorkspace,
  useMe,
  type OwnWorkspace,
  GroupIcon,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { PriorityMark } from '../marks/PriorityMark';
import { myWorkRouteRef } from '../routes';
import { callboardWorkTranslationRef } from '../translation';
import { useMyWork } from './useMyWork';

const SHOWN = 8;
const skeleton = <LoadingState rows={SHOWN} rowHeight={28} />;

function Line(props: { item: WorkItem; project?: string; href?: string }) {
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
        {item.priority !== 'none' && <PriorityMark priority={item.priority} />}
        <Box component="span" sx={{ color: 'text.secondary' }}>
          {props.project}
        </Box>
      </ErrorBoundary>
    </Box>
  );
}

function Lines(props: { workspace: OwnWorkspace }) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { workspace } = props;
  const href = useRouteRef(myWorkRouteRef);
  const { list, projectOf } = useMyWork(workspace, {
    isOpen: true,
    limit: SHOWN,
  });
  return (
    <QueryState query={list} loading={skeleton}>
      {({ items }) =>
        items.length > 0 ? (
          <>
            <Box
              component="ul"
              aria-label={t('mine.title')}
              sx={{ m: 0, p: 0, listStyle: 'none' }}
            >
              {items.slice(0, SHOWN).map(item => (
                <Line
                  key={item.id}
                  item={item}
                  project={projectOf(item)?.name}
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
              <Box sx={{ pt: 1, typography: 'body2' }}>
                <Link to={href()}>{t('mine.seeAll')}</Link>
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

function Content() {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { workspace } = useCardWorkspace();
  return (
    <QueryState query={useMe()} loading={skeleton}>
      {() =>
        workspace ? (
          <Lines workspace={workspace} />
        ) : (
          <EmptyState title={t('mine.empty')} />
        )
      }
    </QueryState>
  );
}

/** The open items assigned to the reader, for the home page. @public */
export function MyWorkWidget() {
  return (
    <CallboardProvider>
      <Content />
    </CallboardProvider>
  );
}
