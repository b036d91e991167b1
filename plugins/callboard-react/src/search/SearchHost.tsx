import { lazy, Suspense, useEffect, useSyncExternalStore } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import SearchOutlinedIcon from '@mui/icons-material/SearchOutlined';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import { useIsShowingHost } from '../hooks/SharedStore';
import { callboardReactTranslationRef } from '../translation';
import {
  isQuickSearchShortcut,
  useSearchDialogState,
  getQuickSearchShortcutName,
} from './useSearchDialogState';

/** A button that opens the search, which covers everything the person may see. @public */
export function SearchButton() {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const state = useSearchDialogState();
  const keys = getQuickSearchShortcutName();
  return (
    <Tooltip title={t('find.tooltip', { keys })}>
      <IconButton
        color="inherit"
        aria-label={t('find.title')}
        aria-keyshortcuts={keys === '⌘K' ? 'Meta+K' : 'Control+K'}
        onClick={() => state.setOpen(true)}
      >
        <SearchOutlinedIcon />
      </IconButton>
    </Tooltip>
  );
}

const SearchDialog = lazy(() =>
  import('./SearchDialog').then(m => ({ default: m.SearchDialog })),
);

export function SearchHost() {
  const state = useSearchDialogState();
  const isShowingHost = useIsShowingHost(state);
  const isOpen = useSyncExternalStore(state.subscribe, () => state.isOpen);
  useEffect(() => {
    if (!isShowingHost) {
      return undefined;
    }
    const handleKeyDown = (event: KeyboardEvent) => {
      if (isQuickSearchShortcut(event)) {
        event.preventDefault();
        state.setOpen(!state.isOpen);
      }
    };
    document.addEventListener('keydown', handleKeyDown);
    return () => document.removeEventListener('keydown', handleKeyDown);
  }, [isShowingHost, state]);
  return isShowingHost && isOpen ? (
    <Suspense fallback={null}>
      <SearchDialog onClose={() => state.setOpen(false)} />
    </Suspense>
  ) : null;
}
