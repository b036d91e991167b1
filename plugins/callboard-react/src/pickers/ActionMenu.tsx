import MoreVertIcon from '@mui/icons-material/MoreVert';
import IconButton from '@mui/material/IconButton';
import ListItemIcon from '@mui/material/ListItemIcon';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import type SvgIcon from '@mui/material/SvgIcon';
import Tooltip from '@mui/material/Tooltip';
import { useState, type ReactNode, type Ref, type SyntheticEvent } from 'react';

/** An action of a menu. @internal */
export interface MenuAction {
  label: string;
  run: () => void;
  Icon?: typeof SvgIcon;
  isDestructive?: boolean;
  /** Whether a line separates the action from the next one. */
  hasDivider?: boolean;
}

const stopPropagation = (event: SyntheticEvent) => event.stopPropagation();

/** A button with a menu of less common actions; nothing if none is available. @internal */
export function ActionMenu(props: {
  label: string;
  /** `false` stands for an action that is not available. */
  actions: ReadonlyArray<MenuAction | false>;
  size?: 'small';
  /** The icon of the button; three dots by default. */
  icon?: ReactNode;
  tooltip?: string;
  buttonRef?: Ref<HTMLButtonElement>;
}) {
  const { size, icon = <MoreVertIcon fontSize={size} /> } = props;
  const [anchor, setAnchor] = useState<Element | null>(null);
  const actions = props.actions.filter(action => action !== false);
  const close = () => setAnchor(null);
  if (actions.length === 0) {
    return null;
  }
  return (
    <>
      <Tooltip title={props.tooltip}>
        <IconButton
          ref={props.buttonRef}
          size={size}
          aria-label={props.label}
          aria-haspopup="menu"
          aria-expanded={anchor !== null}
          onClick={event => setAnchor(event.currentTarget)}
        >
          {icon}
        </IconButton>
      </Tooltip>
      <Menu
        open={anchor !== null}
        anchorEl={anchor}
        onClose={close}
        // Events in the menu must not reach a table row that contains the button.
        onClick={stopPropagation}
        onKeyDown={stopPropagation}
      >
        {actions.map(({ label, run, Icon, isDestructive, hasDivider }) => (
          <MenuItem
            key={label}
            divider={hasDivider}
            onClick={() => {
              close();
              run();
            }}
            sx={isDestructive ? { color: 'error.main' } : undefined}
          >
            {Icon && (
              <ListItemIcon
                sx={isDestructive ? { color: 'inherit' } : undefined}
              >
                <Icon fontSize="small" />
              </ListItemIcon>
            )}
            {label}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
