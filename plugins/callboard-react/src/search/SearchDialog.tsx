import {
  useTranslationRef,
  appTreeApiRef,
  useApiHolder,
} from '@backstage/frontend-plugin-api';
import {
  MAX_SEARCH_LENGTH,
  isSearchable,
  endpoints,
  type SearchResult,
} from '@callboard/plugin-callboard-common';
import SearchOutlinedIcon from '@mui/icons-material/SearchOutlined';
import Box from '@mui/material/Box';
import Dialog from '@mui/material/Dialog';
import InputBase from '@mui/material/InputBase';
import {
  useEffect,
  useId,
  useMemo,
  useState,
  useSyncExternalStore,
  type KeyboardEvent,
} from 'react';
import { useHref, useNavigate } from 'react-router-dom';
import { canOpenAdminPage, useMyAccess } from '../access/useMyAccess';
import { useFirstSteps } from '../hooks/useFirstSteps';
import { useDebounced } from '../hooks/useDebounced';
import { getModifierKeyName } from '../hooks/useShortcut';
import { listPages, type PortalPage } from '../pageNames/findPageName';
import { useCallboardQuery } from '../query/useCallboardQuery';
import { EmptyState } from '../states/EmptyState';
import { ErrorState } from '../states/ErrorState';
import { LoadingState } from '../states/LoadingState';
import { visuallyHidden } from '../table/visuallyHidden';
import { callboardReactTranslationRef } from '../translation';
import {
  findCommands,
  findPages,
  groupResults,
  positionGroups,
  orderResults,
  type AnyResult,
  type ResultGroup,
} from './groupResults';
import { getOptionId, SearchOptions } from './SearchOptions';
import { useRecentlyOpened } from './useRecentlyOpened';
import { useSearchDialogState } from './useSearchDialogState';

/** More results than this are too many to scan. */
const MAX_RESULTS = 20;

const STALE_MS = 10_000;

/** Searches while the person types. Returns only results for the current text. */
function useSearch(typed: string): {
  /** Undefined until the response for this text arrives. */
  results: SearchResult[] | undefined;
  error: Error | null;
  retry: () => void;
} {
  const text = typed.trim();
  const debounced = useDebounced(text);
  const { data, error, isFetching, refetch } = useCallboardQuery(
    endpoints.search,
    { query: { q: debounced, limit: MAX_RESULTS } },
    {
      enabled: isSearchable(debounced),
      staleTime: STALE_MS,
      // The next keystroke sends a new request before a retry would.
      retry: false,
    },
  );
  const isCurrent = text === debounced;
  return {
    results: isCurrent ? data?.items : undefined,
    error: isCurrent && !isFetching ? error : null,
    retry: refetch,
  };
}

const ADMIN_PAGE = 'page:callboard';

/** The portal's pages that the person may open; empty on the legacy frontend system. */
function usePortalPages(): readonly PortalPage[] {
  const api = useApiHolder().get(appTreeApiRef);
  const { data: access } = useMyAccess();
  const isAdmin = Boolean(access && canOpenAdminPage(access));
  return useMemo(
    () =>
      (api ? listPages(api.getTree().tree) : []).filter(
        ({ extension_id }) => isAdmin || extension_id !== ADMIN_PAGE,
      ),
    [api, isAdmin],
  );
}

/** A fixed height, so that the field does not move while the person types. */
const LIST_HEIGHT = 'min(26rem, calc(100vh - 14rem))';

const focusField = (field: HTMLElement | null) => field?.focus();

/**
 * Finds commands, portal pages, and resources that the person may see. While the field is empty, it
 * offers recently opened resources and all commands.
 */
export function SearchDialog(props: { onClose: () => void }) {
  const { onClose } = props;
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const listId = useId();
  const navigate = useNavigate();
  const basePath = useHref('/');
  const [typed, setTyped] = useState('');
  // An id instead of an index, because options above the active option can come and go.
  const [activeId, setActiveId] = useState<string>();
  const { recent, remember } = useRecentlyOpened();
  const { note: completeFirstStep } = useFirstSteps();
  const { results, error, retry } = useSearch(typed);
  const pages = usePortalPages();
  const state = useSearchDialogState();
  const commands = useSyncExternalStore(state.subscribe, () => state.commands);

  const text = typed.trim();
  const isSearch = isSearchable(text);
  const groups = useMemo((): readonly ResultGroup[] => {
    if (text === '') {
      return recent
        ? positionGroups([
            { type: 'recent', results: recent },
            { type: 'command', results: findCommands(commands, '') },
          ])
        : [];
    }
    const formatTitle = (page: string) => t('find.goTo', { page });
    const localResults = [
      findCommands(commands, text),
      findPages(pages, text, formatTitle),
    ];
    return groupResults(
      orderResults(localResults, isSearch ? results : [], text),
    );
  }, [isSearch, results, pages, commands, text, recent, t]);
  const options = groups.flatMap(group => group.results);
  const activeIndex = Math.max(
    0,
    options.findIndex(({ id }) => id === activeId),
  );
  const setActiveIndex = (index: number) => setActiveId(options[index]?.id);
  const activeElementId =
    options[activeIndex] && getOptionId(listId, activeIndex);

  useEffect(() => setActiveId(undefined), [text]);
  useEffect(() => {
    if (activeElementId) {
      document
        .getElementById(activeElementId)
        ?.scrollIntoView?.({ block: 'nearest' });
    }
  }, [activeElementId]);

  const rememberResult = (result: AnyResult) =>
    result.type === 'page' || result.type === 'command'
      ? undefined
      : remember(result);
  const openResult = (result: AnyResult) => {
    rememberResult(result);
    onClose();
    if (result.type === 'command') {
      result.command.run();
      return;
    }
    completeFirstStep('find');
    navigate(result.url);
  };
  const openInNewTab = (result: AnyResult) => {
    if (result.type === 'command') {
      openResult(result);
      return;
    }
    rememberResult(result);
    window.open(basePath.replace(/\/$/, '') + result.url, '_blank');
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.nativeEvent.isComposing || options.length === 0) {
      return;
    }
    if (step) {
      event.preventDefault();
      setActiveIndex((activeIndex + step + options.length) % options.length);
    } else if (event.key === 'Enter' && options[activeIndex]) {
      event.preventDefault();
      const isNewTab = event.ctrlKey || event.metaKey;
      (isNewTab ? openInNewTab : openResult)(options[activeIndex]);
    }
  };

  return (
    <Dialog
      open
      onClose={onClose}
      fullWidth
      maxWidth="sm"
      PaperProps={{
        'aria-label': t('find.title'),
        sx: {
          alignSelf: 'flex-start',
          mx: { xs: 1, sm: 4 },
          mt: { xs: 1, sm: '12vh' },
          width: '100%',
        },
      }}
    >
      <Box
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: 1.5,
          px: 2,
          py: 1,
          borderBottom: 1,
          borderColor: 'divider',
        }}
      >
        <SearchOutlinedIcon color="action" aria-hidden />
        <InputBase
          inputRef={focusField}
          fullWidth
          value={typed}
          onChange={event => setTyped(event.target.value)}
          onKeyDown={onKeyDown}
          placeholder={t('find.placeholder')}
          inputProps={{
            role: 'combobox',
            'aria-label': t('find.title'),
            'aria-expanded': options.length > 0,
            'aria-controls': options.length > 0 ? listId : undefined,
            'aria-activedescendant': activeElementId,
            'aria-autocomplete': 'list',
            autoComplete: 'off',
            spellCheck: false,
            maxLength: MAX_SEARCH_LENGTH,
          }}
        />
      </Box>
      <Box
        sx={{
          height: LIST_HEIGHT,
          display: 'grid',
          // Lets a long title shrink and end with an ellipsis, instead of cutting it off.
          gridTemplateColumns: 'minmax(0, 1fr)',
        }}
      >
        {options.length > 0 ? (
          <SearchOptions
            listId={listId}
            groups={groups}
            activeIndex={activeIndex}
            onActive={setActiveIndex}
            onOpen={openResult}
            onOpenInNewTab={openInNewTab}
          >
            {isSearch && !results && (
              <Box sx={{ p: 2 }}>{renderPlaceholder()}</Box>
            )}
          </SearchOptions>
        ) : (
          <Box sx={{ p: 2, overflow: 'hidden' }}>{renderPlaceholder()}</Box>
        )}
      </Box>
      <Box role="status" sx={visuallyHidden}>
        {isSearch && results ? t('find.found', { count: options.length }) : ''}
      </Box>
      <Box
        aria-hidden
        sx={{
          display: { xs: 'none', sm: 'block' },
          px: 2,
          py: 1,
          borderTop: 1,
          borderColor: 'divider',
          typography: 'caption',
          color: 'text.secondary',
        }}
      >
        {t('find.keys', { key: getModifierKeyName() })}
      </Box>
    </Dialog>
  );

  function renderPlaceholder() {
    if (isSearch && error) {
      return <ErrorState error={error} onRetry={retry} />;
    }
    const isLoadingRecent = text === '' && !recent;
    if (isSearch ? !results : isLoadingRecent) {
      return <LoadingState rows={6} rowHeight={40} />;
    }
    return isSearch ? (
      <EmptyState title={t('find.nothing', { text })}>
        {t('find.nothingHint')}
      </EmptyState>
    ) : (
      <EmptyState title={t('find.start')} icon={<SearchOutlinedIcon />}>
        {t('find.startHint')}
      </EmptyState>
    );
  }
}
