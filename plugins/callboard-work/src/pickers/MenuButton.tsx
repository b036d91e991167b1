import ArrowDropDownIcon from '@mui/icons-material/ArrowDropDown';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { ReactNode } from 'react';

/** Opens a menu of filters or views, and shows their state. */
export function MenuButton(props: {
  text: string;
  icon?: ReactNode;
  isSet: boolean;
  isOpen: boolean;
  fullWidth?: boolean;
  onOpen: (anchor: Element) => void;
}) {
  const { isSet, fullWidth } = props;
  return (
    <Button
      size="small"
      fullWidth={fullWidth}
      variant="outlined"
      color={isSet ? 'primary' : 'inherit'}
      aria-haspopup="dialog"
      aria-expanded={props.isOpen}
      startIcon={props.icon}
      endIcon={<ArrowDropDownIcon />}
      onClick={event => props.onOpen(event.currentTarget)}
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
  );
}
