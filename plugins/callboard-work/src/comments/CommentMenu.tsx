import { useTranslationRef } from '@backstage/frontend-plugin-api';
import MoreHorizIcon from '@mui/icons-material/MoreHoriz';
import IconButton from '@mui/material/IconButton';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState, type RefObject } from 'react';
import { callboardWorkCommentsTranslationRef } from '../commentsTranslation';

/** The actions on a comment; omitted ones are not allowed. */
export interface CommentMenuActions {
  quote?: () => void;
  copyLink: () => void;
  edit?: () => void;
  delete?: () => void;
}

const order = ['quote', 'copyLink', 'edit', 'delete'] as const;

/** The menu of a comment. */
export function CommentMenu(props: {
  /** The author's name. */
  name: string;
  actions: CommentMenuActions;
  button: RefObject<HTMLButtonElement>;
}) {
  const { t } = useTranslationRef(callboardWorkCommentsTranslationRef);
  const { actions } = props;
  const [anchor, setAnchor] = useState<Element | null>(null);
  return (
    <>
      <IconButton
        ref={props.button}
        size="small"
        aria-label={t('more', { name: props.name })}
        aria-haspopup="menu"
        onClick={event => setAnchor(event.currentTarget)}
      >
        <MoreHorizIcon fontSize="small" />
      </IconButton>
      <Menu
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
      >
        {order.flatMap(name => {
          const run = actions[name];
          return run
            ? [
                <MenuItem
                  key={name}
                  onClick={() => {
                    setAnchor(null);
                    run();
                  }}
                  sx={name === 'delete' ? { color: 'error.main' } : undefined}
                >
                  {t(name)}
                </MenuItem>,
              ]
            : [];
        })}
      </Menu>
    </>
  );
}
