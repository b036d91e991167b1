import type { RowOutcome } from '@callboard/plugin-callboard-common';
import AddCircleOutlineIcon from '@mui/icons-material/AddCircleOutline';
import EditOutlinedIcon from '@mui/icons-material/EditOutlined';
import ErrorOutlineIcon from '@mui/icons-material/ErrorOutline';
import RemoveCircleOutlineIcon from '@mui/icons-material/RemoveCircleOutline';
import type SvgIcon from '@mui/material/SvgIcon';

/** The style of an outcome: a shape besides the colour. */
export const outcomeStyles: Readonly<
  Record<
    RowOutcome,
    {
      icon: typeof SvgIcon;
      colour: 'success' | 'info' | 'inherit' | 'error';
    }
  >
> = {
  created: { icon: AddCircleOutlineIcon, colour: 'success' },
  updated: { icon: EditOutlinedIcon, colour: 'info' },
  skipped: { icon: RemoveCircleOutlineIcon, colour: 'inherit' },
  failed: { icon: ErrorOutlineIcon, colour: 'error' },
};
