import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  MAX_SEARCH_LENGTH,
  isSearchable,
} from '@callboard/plugin-callboard-common';
import SearchOutlinedIcon from '@mui/icons-material/SearchOutlined';
import Box from '@mui/material/Box';
import Dialog from '@mui/material/Dialog';
import InputBase from '@mui/material/InputBase';
import { useEffect, useId, useMemo, useState, type KeyboardEvent } from 'react';
import { useHref, useNavigate } from 'react-router-dom';
import { useFirstSteps } from '../firstSteps/useFirstSteps';
import { modifierKeyName } from '../page/modifierKey';
import { EmptyState } from '../states/EmptyState';
import { ErrorState } from '../states/ErrorState';
import { LoadingState } from '../states/LoadingState';
import { outOfSight } from '../table/outOfSight';
import { callboardReactTranslationRef } from '../translation';
import {
  groupResults,
  withPages,
  type Found,
  type ResultGroup,
} from './groupResults';
import { optionId, SearchOptions } from './SearchOptions';
import { usePagesNamed } from './usePagesNamed';
import { useRecentlyOpened } from './useRecentlyOpened';
import { useSearch } from './useSearch';

/** Whatever is found: the field must not move under the eye of who types. */
const LIST_HEIGHT = 'min(26rem, calc(100vh - 14rem))';

/** The dialog is there to be typed into. */
const focus = (field: HTMLElement | null) => field?.focus();

/**
 * Finds work items, projects, people, departments and dashboards that the person may see, and
 * pages of the portal, and opens them. Before anything is typed, it offers what was opened from it lately.
 */
export function SearchDialog(props: { onClose: () => void }) {
  const { onClose } = props;
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const listId = useId();
  const navigate = useNavigate();
  // What the portal's paths begin with.
  const base = useHref('/');
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const { recent, remember } = useRecentlyOpened();
  const { note } = useFirstSteps();
  const { results, error, retry } = useSearch(typed);
  const pages = usePagesNamed(typed);

  const text = typed.trim();
  const isSearch = isSearchable(text);
  const groups = useMemo((): readonly ResultGroup[] => {
    if (isSearch) {
      return results ? groupResults(withPages(results, pages, text)) : [];
    }
    return text === '' && recent?.length
      ? [{ type: recent[0].type, results: recent, from: 0 }]
      : [];
  }, [isSearch, results, pages, text, recent]);
  const options = groups.flatMap(group => group.results);
  const activeId = options[active] && optionId(listId, active);

  useEffect(() => setActive(0), [groups]);
  useEffect(() => {
    if (activeId) {
      document.getElementById(activeId)?.scrollIntoView?.({ block: 'nearest' });
    }
  }, [activeId]);

  const keep = (result: Found) =>
    result.type === 'page' ? undefined : remember(result);
  const open = (result: Found) => {
    keep(result);
    note('find');
    onClose();
    navigate(result.url);
  };
  const openElsewhere = (result: Found) => {
    keep(result);
    window.open(base.replace(/\/$/, '') + result.url, '_blank');
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.nativeEvent.isComposing || options.length === 0) {
      return;
    }
    if (step) {
      event.preventDefault();
      setActive((active + step + options.length) % options.length);
    } else if (event.key === 'Enter' && options[active]) {
      event.preventDefault();
      const isElsewhere = event.ctrlKey || event.metaKey;
      (isElsewhere ? openElsewhere : open)(options[active]);
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
          inputRef={focus}
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
            'aria-activedescendant': activeId,
            'aria-autocomplete': 'list',
            autoComplete: 'off',
            spellCheck: false,
            maxLength: MAX_SEARCH_LENGTH,
          }}
        />
      </Box>
      <Box sx={{ height: LIST_HEIGHT, display: 'grid' }}>
        {options.length > 0 ? (
          <SearchOptions
            listId={listId}
            groups={groups}
            heading={isSearch ? undefined : t('find.recent')}
            active={active}
            onActive={setActive}
            onOpen={open}
            onOpenElsewhere={openElsewhere}
          />
        ) : (
          <Box sx={{ p: 2, overflow: 'hidden' }}>{whyNothing()}</Box>
        )}
      </Box>
      <Box role="status" sx={outOfSight}>
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
        {t('find.keys', { key: modifierKeyName() })}
      </Box>
    </Dialog>
  );

  function whyNothing() {
    if (isSearch && error) {
      return <ErrorState error={error} onRetry={retry} />;
    }
    if (isSearch ? !results : !recent) {
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
