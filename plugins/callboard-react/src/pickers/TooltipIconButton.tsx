import IconButton, { type IconButtonProps } from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import type { ReactElement } from 'react';

/** A small icon button. By default, its tooltip is its accessible name. @internal */
export function TooltipIconButton({
  label,
  tooltip = label,
  icon,
  ...button
}: Omit<IconButtonProps, 'aria-label' | 'children' | 'ref'> & {
  label: string;
  tooltip?: string;
  icon: ReactElement;
}) {
  return (
    <Tooltip title={tooltip}>
      <IconButton size="small" {...button} aria-label={label}>
        {icon}
      </IconButton>
    </Tooltip>
  );
}
