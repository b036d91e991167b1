import ArrowDownwardIcon from '@mui/icons-material/ArrowDownward';
import ArrowUpwardIcon from '@mui/icons-material/ArrowUpward';
import ButtonBase from '@mui/material/ButtonBase';
import type { ReactNode } from 'react';
import type { DataTableOrder } from './DataTableOrder';
import { STACKED } from './stacked';

/** A column heading that sorts the rows; a second click reverses the order. */
export function OrderButton(props: {
  orderBy: string;
  order: DataTableOrder;
  /** Whether the column is right-aligned: the arrow then precedes the name. */
  isAtEnd?: boolean;
  children: ReactNode;
}) {
  const { orderBy, order } = props;
  const isUp = order.value === orderBy;
  const isDown = order.value === `-${orderBy}`;
  const Arrow = isDown ? ArrowDownwardIcon : ArrowUpwardIcon;
  return (
    <ButtonBase
      onClick={() => order.onChange(isUp ? `-${orderBy}` : orderBy)}
      sx={theme => ({
        gap: 0.5,
        flexDirection: props.isAtEnd ? 'row-reverse' : undefined,
        borderRadius: 0.5,
        font: 'inherit',
        color: isUp || isDown ? 'text.primary' : 'inherit',
        '& svg': { fontSize: 14, opacity: isUp || isDown ? 1 : 0 },
        '&:hover svg, &:focus-visible svg': { opacity: 1 },
        '&:focus-visible': {
          outline: `2px solid ${theme.palette.primary.main}`,
          outlineOffset: 2,
        },
        // The headings are invisible there and must not take the focus.
        [STACKED]: { visibility: 'hidden' },
      })}
    >
      {props.children}
      <Arrow aria-hidden />
    </ButtonBase>
  );
}
