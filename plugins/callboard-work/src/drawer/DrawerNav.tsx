import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useShortcut } from '@callboard/plugin-callboard-react';
import KeyboardArrowDownIcon from '@mui/icons-material/KeyboardArrowDown';
import KeyboardArrowUpIcon from '@mui/icons-material/KeyboardArrowUp';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import { callboardWorkTranslationRef } from '../translation';
import type { Neighbours } from './useNeighbours';

/** Opens the neighbours of the open item, by button or `j` and `k`. */
export function DrawerNav(props: { neighbours: Neighbours }) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { previous, next } = props.neighbours;
  useShortcut('j', () => next?.());
  useShortcut('k', () => previous?.());
  const ways = [
    ['k', t('drawer.previous'), KeyboardArrowUpIcon, previous],
    ['j', t('drawer.next'), KeyboardArrowDownIcon, next],
  ] as const;
  return (
    <>
      {ways.map(([key, label, Icon, go]) => (
        <Tooltip key={key} title={`${label} (${key})`}>
          <IconButton
            aria-label={label}
            aria-keyshortcuts={key}
            // Not `disabled`: that would take the focus away from the button.
            aria-disabled={!go}
            onClick={() => go?.()}
            sx={go ? undefined : { opacity: 0.38 }}
          >
            <Icon />
          </IconButton>
        </Tooltip>
      ))}
    </>
  );
}
