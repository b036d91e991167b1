import MoreVertIcon from '@mui/icons-material/MoreVert';
import IconButton from '@mui/material/IconButton';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import type SvgIcon from '@mui/material/SvgIcon';
import { useState, type Ref } from 'react';

interface MenuAction {
  label: string;
  run: () => void;
  isDestructive?: boolean;
}

/** A button that opens a menu of the less common actions; renders nothing without actions. */
export function MoreMenu(props: {
  /** The accessible name of the button. */
  label: string;
  /** `false` for actions that are not possible. */
  actions: ReadonlyArray<MenuAction | false>;
  size?: 'small';
  Icon?: typeof SvgIcon;
  buttonRef?: Ref<HTMLButtonElement>;
}) {
  const { size, Icon = MoreVertIcon } = props;
  const [anchor, setAnchor] = useState<Element | null>(null);
  const actions = props.actions.filter(action => action !== false);
  const close = () => setAnchor(null);
  if (actions.length === 0) {
    return null;
  }
  return (
    <>
      <IconButton
        ref={props.buttonRef}
        size={size}
        aria-label={props.label}
        aria-haspopup="menu"
        onClick={event => setAnchor(event.currentTarget)}
      >
        <Icon fontSize={size} />
      </IconButton>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={close}>
        {actions.map(({ label, run, isDestructive }) => (
          <MenuItem
            key={label}
            onClick={() => {
              close();
              run();
            }}
            sx={isDestructive ? { color: 'error.main' } : undefined}
          >
            {label}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
