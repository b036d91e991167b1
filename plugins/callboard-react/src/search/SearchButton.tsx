import { useTranslationRef } from '@backstage/frontend-plugin-api';
import SearchOutlinedIcon from '@mui/icons-material/SearchOutlined';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import { callboardReactTranslationRef } from '../translation';
import { getSearchShortcutName } from './searchShortcut';
import { useSearchDialogState } from './useSearchDialogState';

/**
 * Opens the search over everything the person may see.
 *
 * @public
 */
export function SearchButton() {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const state = useSearchDialogState();
  const keys = getSearchShortcutName();
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
