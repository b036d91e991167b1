import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Dialog from '@mui/material/Dialog';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useId, useState } from 'react';
import { useShortcut } from '../hooks/useShortcut';
import { getQuickSearchShortcutName } from '../search/useSearchDialogState';
import { callboardReactTranslationRef } from '../translation';

/** A shortcut that has the same keys on every page that offers it. @public */
export type StandardShortcut = 'search' | 'move' | 'open';

const shortcutKeys: Record<StandardShortcut, string> = {
  search: '/',
  move: '↑ ↓  J K',
  open: 'Enter',
};

/** The list of a page's shortcuts, opened with `?`. @public */
export function ShortcutsHelp(props: {
  /** The standard shortcuts that the page offers. */
  standardShortcuts: readonly StandardShortcut[];
  more?: readonly (readonly [keys: string, meaning: string])[];
}) {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const [isOpen, setOpen] = useState(false);
  const titleId = useId();
  // Global, because the list includes the shortcuts of the page's drawers and dialogs.
  useShortcut('?', () => setOpen(true), { isGlobal: true });
  const shortcuts = [
    ...props.standardShortcuts.map(name => [
      shortcutKeys[name],
      t(`shortcuts.${name}`),
    ]),
    ...(props.more ?? []),
    [getQuickSearchShortcutName(), t('shortcuts.find')],
    ['Esc', t('shortcuts.close')],
    ['?', t('shortcuts.help')],
  ];
  return (
    <Dialog
      open={isOpen}
      onClose={() => setOpen(false)}
      aria-labelledby={titleId}
    >
      <DialogTitle id={titleId}>{t('shortcuts.title')}</DialogTitle>
      <DialogContent>
        <Box
          component="dl"
          sx={{
            display: 'grid',
            gridTemplateColumns: 'auto 1fr',
            gap: 1.5,
            columnGap: 3,
            m: 0,
            '& dd': { m: 0 },
          }}
        >
          {shortcuts.map(([keys, meaning]) => (
            <Box key={keys} sx={{ display: 'contents' }}>
              <dt>
                <kbd>{keys}</kbd>
              </dt>
              <dd>{meaning}</dd>
            </Box>
          ))}
        </Box>
      </DialogContent>
    </Dialog>
  );
}
