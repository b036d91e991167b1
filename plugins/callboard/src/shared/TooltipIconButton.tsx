import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import type { ReactElement } from 'react';

/** A small icon button with its label as tooltip. */
export function TooltipIconButton(props: {
  label: string;
  icon: ReactElement;
  onClick: () => void;
}) {
  const { label, icon, onClick } = props;
  return (
    <Tooltip title={label}>
      <IconButton size="small" aria-label={label} onClick={onClick}>
        {icon}
      </IconButton>
    </Tooltip>
  );
}
