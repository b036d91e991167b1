import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useShortcut } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Dialog from '@mui/material/Dialog';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useState } from 'react';
import { callboardActivityTranslationRef } from '../translation';

/** The list of shortcuts, which `?` opens. */
export function ShortcutsHelp() {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const [open, setOpen] = useState(false);
  useShortcut('?', () => setOpen(true));
  const shortcuts = [
    ['/', t('shortcuts.search')],
    ['↑ ↓', t('shortcuts.move')],
    ['Enter', t('shortcuts.open')],
    ['k j', t('shortcuts.step')],
    ['Esc', t('shortcuts.close')],
    ['?', t('shortcuts.help')],
  ];
  return (
    <Dialog
      open={open}
      onClose={() => setOpen(false)}
      aria-labelledby="callboard-activity-shortcuts"
    >
      <DialogTitle id="callboard-activity-shortcuts">
        {t('shortcuts.title')}
      </DialogTitle>
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
