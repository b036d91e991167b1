import { useTranslationRef, useRouteRef } from '@backstage/frontend-plugin-api';
import {
  getLinkKind,
  type Notification,
} from '@callboard/plugin-callboard-common';
import {
  canRead,
  DataTable,
  EmptyState,
  ErrorState,
  ExactPath,
  IfAccessible,
  LoadingState,
  PageBody,
  Row,
  ShortcutsHelp,
  SkipToList,
  toCountParams,
  useLiveSignal,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useNavigate, Link } from 'react-router-dom';
import CampaignOutlinedIcon from '@mui/icons-material/CampaignOutlined';
import {
  openTarget,
  useNotificationActions,
} from '../data/useNotificationActions';
import { useNotificationPages } from '../data/notificationQueries';
import { runActionByKey, hoverActionStyles } from '../item/NotificationActions';
import { useActorNames } from '../item/NotificationTitle';
import { WhyPanel } from '../item/WhyPanel';
import {
  getNewNotifications,
  addSeenCounts,
} from '../bell/NewNotificationDetector';
import { announcementsExternalRouteRef } from '../routes';
import { callboardNotificationsTranslationRef } from '../translation';
import { InboxBar } from './InboxBar';
import {
  InboxFilters,
  type InboxUrlState,
  useInboxUrlState,
} from './InboxFilters';
import { useInboxColumns } from './useInboxColumns';

/** The minimum pause between refetches, because a busy portal sends many signals. */
const PAUSE_MS = 1_000;

/**
 * Keeps a list up to date. If only the first page is loaded, the hook refetches it. If more pages
 * are loaded, a refetch would lose the scroll position; the hook then returns the number of new
 * notifications, and `show` loads them.
 */
function useNewNotifications(pages: ReturnType<typeof useNotificationPages>) {
  const [count, setCount] = useState(0);
  const { items, restart, peek } = pages;
  useEffect(() => {
    if (pages.pageCount === 1) {
      setCount(0);
    }
  }, [pages.pageCount]);
  const latestPeek = useRef(peek);
  latestPeek.current = peek;
  const countNew = async () => {
    const seen = addSeenCounts(new Map(), items ?? []);
    const newest = await peek();
    // The filters may have changed meanwhile. The count would then belong to another list.
    if (latestPeek.current === peek) {
      setCount(getNewNotifications(seen, newest).length);
    }
  };
  useLiveSignal({
    topic: 'notifications',
    isRelevant: ({ type }) => type === 'notifications',
    run: () => {
      if (pages.pageCount > 1) {
        countNew().catch(() => {});
      } else {
        restart();
      }
    },
    pauseMs: PAUSE_MS,
  });
  const show = useCallback(() => {
    setCount(0);
    restart();
    document.querySelector('main, [role=main]')?.scrollIntoView?.();
  }, [restart]);
  return { count, show };
}

function EmptyInbox(props: { urlState: InboxUrlState }) {
  const { t } = useTranslationRef(callboardNotificationsTranslationRef);
  const { view, isUnreadOnly, filterCount, clear, set } = props.urlState;
  if (isUnreadOnly && filterCount === 1 && view === 'inbox') {
    return (
      <EmptyState
        title={t('empty.unread')}
        action={
          <Button variant="outlined" onClick={() => set({ unread: false })}>
            {t('empty.showAll')}
          </Button>
        }
      />
    );
  }
  return filterCount > 0 ? (
    <EmptyState
      title={t('empty.filtered')}
      action={
        <Button variant="outlined" onClick={clear}>
          {t('empty.clear')}
        </Button>
      }
    />
  ) : (
    <EmptyState title={t(`empty.${view}`)}>{t(`empty.${view}Hint`)}</EmptyState>
  );
}

const canOpenAnnouncements = canRead('announcements');

/** A link to the announcements page, for admins; renders nothing if the portal has no such page. */
function AnnouncementsLink() {
  const { t } = useTranslationRef(callboardNotificationsTranslationRef);
  const getHref = useRouteRef(announcementsExternalRouteRef);
  return getHref ? (
    <IfAccessible to={canOpenAnnouncements}>
      <Button
        component={Link}
        to={getHref()}
        startIcon={<CampaignOutlinedIcon />}
      >
        {t('page.announce')}
      </Button>
    </IfAccessible>
  ) : null;
}

const ROW_HEIGHT = 56;
const noIds: ReadonlySet<string> = new Set();
const noItems: Notification[] = [];

export function Inbox() {
  const { t } = useTranslationRef(callboardNotificationsTranslationRef);
  const urlState = useInboxUrlState();
  const pages = useNotificationPages(urlState.query);
  const newNotifications = useNewNotifications(pages);
  const actions = useNotificationActions();
  const navigate = useNavigate();
  const [selectedIds, setSelectedIds] = useState(noIds);
  const [explainedId, setExplainedId] = useState<string>();
  const { items = noItems } = pages;
  const getActorName = useActorNames(items);
  const { view, query } = urlState;
  useEffect(() => {
    setSelectedIds(noIds);
    setExplainedId(undefined);
  }, [query]);

  const toggleReason = useCallback(
    ({ id }: Notification) =>
      setExplainedId(current => (current === id ? undefined : id)),
    [],
  );
  /** Marks a notification as read, and shows its reason if it has no target to open. */
  const onTitleClick = useCallback(
    (item: Notification) => {
      if (!item.is_read) {
        actions?.setRead([item], true);
      }
      if (!getLinkKind(item.target_url)) {
        toggleReason(item);
      }
    },
    [actions, toggleReason],
  );
  const openNotification = (item: Notification) => {
    onTitleClick(item);
    openTarget(item.target_url, navigate);
  };
  const columns = useInboxColumns({
    view,
    actions,
    getActorName,
    explainedId,
    onTitleClick,
    onToggleReason: toggleReason,
  });
  const selected = useMemo(
    () => items.filter(({ id }) => selectedIds.has(id)),
    [items, selectedIds],
  );
  const getRowLabel = useCallback(
    ({ title }: Notification) => t('bulk.select', { title }),
    [t],
  );
  const selection = useMemo(
    () =>
      actions && {
        selected: selectedIds,
        onChange: setSelectedIds,
        getRowLabel,
      },
    [actions, selectedIds, getRowLabel],
  );

  const renderList = () => {
    if (pages.error) {
      return <ErrorState error={pages.error} onRetry={pages.restart} />;
    }
    if (!pages.items) {
      return <LoadingState rows={8} rowHeight={ROW_HEIGHT} />;
    }
    if (items.length === 0 && !pages.isStale && !pages.hasMore) {
      return <EmptyInbox urlState={urlState} />;
    }
    return (
      <DataTable
        isMain
        label={t('page.list')}
        columns={columns}
        rows={items}
        rowHeight={ROW_HEIGHT}
        onRowOpen={openNotification}
        onRowKeyDown={(event, item) => runActionByKey(event, item, actions)}
        renderDetails={item =>
          item.id === explainedId ? <WhyPanel item={item} /> : undefined
        }
        isExpanded={item => item.id === explainedId}
        selection={selection}
        pages={pages}
      />
    );
  };
  const { unreadCount } = pages;
  // The endpoint that marks all as read can filter by type, but not by severity or workspace.
  const canMarkAllRead =
    view === 'inbox' && !urlState.severity && !urlState.workspace;
  return (
    <Stack spacing={2}>
      <SkipToList />
      <InboxFilters urlState={urlState} />
      {/* Not in the row of the filters, because this content appears later and would wrap them. */}
      <Row sx={{ minHeight: 37 }}>
        <Box
          role="status"
          sx={{ flexGrow: 1, typography: 'body2', fontWeight: 600 }}
        >
          {pages.items && t('page.unreadCount', toCountParams(unreadCount))}
        </Box>
        {actions && canMarkAllRead && (
          <Button
            disabled={unreadCount === 0}
            onClick={() => actions.markAllRead(urlState.type)}
          >
            {t(urlState.type ? 'page.markTypeRead' : 'bell.markAllRead')}
          </Button>
        )}
        <AnnouncementsLink />
      </Row>
      {newNotifications.count > 0 && (
        <Box role="status">
          <Button
            size="small"
            variant="contained"
            disableElevation
            onClick={newNotifications.show}
            sx={{ borderRadius: 4 }}
          >
            {t('page.fresh', toCountParams(newNotifications.count))}
          </Button>
        </Box>
      )}
      <Box sx={hoverActionStyles}>
        {renderList()}
        {actions && selected.length > 0 && (
          <InboxBar
            view={view}
            items={selected}
            actions={actions}
            onClear={() => setSelectedIds(noIds)}
          />
        )}
      </Box>
      <ShortcutsHelp
        standardShortcuts={['move', 'open']}
        more={[
          ['G N', t('shortcuts.go')],
          ...(actions
            ? ([
                ['E', t('shortcuts.archive')],
                ['U', t('shortcuts.unread')],
                [t('shortcuts.space'), t('shortcuts.tick')],
              ] as const)
            : []),
        ]}
      />
    </Stack>
  );
}

export function InboxPage() {
  return (
    <PageBody>
      <ExactPath>
        <Inbox />
      </ExactPath>
    </PageBody>
  );
}
