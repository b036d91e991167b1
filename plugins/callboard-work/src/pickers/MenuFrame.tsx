import { useTranslationRef } from '@backstage/frontend-plugin-api';
import ArrowBackIcon from '@mui/icons-material/ArrowBack';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Popover from '@mui/material/Popover';
import { useContext, useState, type ReactNode, createContext } from 'react';
import ArrowDropDownIcon from '@mui/icons-material/ArrowDropDown';
import { callboardWorkTranslationRef } from '../translation';

/** Returns to the menu that opened this menu; undefined if no menu did. */
export const MenuBackContext = createContext<(() => void) | undefined>(
  undefined,
);

const CONTENT_ATTRIBUTE = 'data-menu-content';

function focusFirstControl(menu: HTMLElement) {
  menu
    .querySelector<HTMLElement>(`[${CONTENT_ATTRIBUTE}] :is(input, button)`)
    ?.focus();
}

/**
 * A menu that sets a value. The menu opens next to the value or a button, and its first control
 * takes the focus. When the menu closes, the focus returns to the previous element. If another menu
 * opened this menu, a button returns to that menu without a change.
 */
export function MenuFrame(props: {
  label: string;
  anchor: Element | null;
  width: number;
  onClose: () => void;
  children: ReactNode;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const back = useContext(MenuBackContext);
  return (
    <Popover
      open
      anchorEl={props.anchor}
      onClose={props.onClose}
      TransitionProps={{ onEnter: focusFirstControl }}
      anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
      // Events in the menu must not reach the row or the form around it.
      onClick={event => event.stopPropagation()}
      onSubmit={event => event.stopPropagation()}
      onKeyDown={event => event.key !== 'Escape' && event.stopPropagation()}
      slotProps={{
        paper: {
          role: 'dialog',
          'aria-label': props.label,
          sx: { width: props.width, maxWidth: 'calc(100vw - 32px)' },
        },
      }}
    >
      {back && (
        <Box sx={{ borderBottom: 1, borderColor: 'divider', p: 0.5 }}>
          <Button size="small" startIcon={<ArrowBackIcon />} onClick={back}>
            {t('pick.back')}
          </Button>
        </Box>
      )}
      <div {...{ [CONTENT_ATTRIBUTE]: '' }}>{props.children}</div>
    </Popover>
  );
}

export function MenuButton(props: {
  text: string;
  icon?: ReactNode;
  isSet: boolean;
  fullWidth?: boolean;
  renderMenu: (anchor: Element, close: () => void) => ReactNode;
}) {
  const { isSet, fullWidth } = props;
  const [anchor, setAnchor] = useState<Element | null>(null);
  return (
    <>
      <Button
        size="small"
        fullWidth={fullWidth}
        variant="outlined"
        color={isSet ? 'primary' : 'inherit'}
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        startIcon={props.icon}
        endIcon={<ArrowDropDownIcon />}
        onClick={event => setAnchor(event.currentTarget)}
        sx={{
          minHeight: 37,
          maxWidth: fullWidth ? undefined : 260,
          fontWeight: 400,
          borderColor: isSet ? undefined : 'divider',
          whiteSpace: 'nowrap',
          overflow: 'hidden',
          justifyContent: 'space-between',
        }}
      >
        <Box
          component="span"
          sx={{ flex: 1, overflow: 'hidden', textOverflow: 'ellipsis' }}
        >
          {props.text}
        </Box>
      </Button>
      {anchor && props.renderMenu(anchor, () => setAnchor(null))}
    </>
  );
}
