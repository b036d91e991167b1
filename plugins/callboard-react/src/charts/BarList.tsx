import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { alpha, type Theme } from '@mui/material/styles';
import type { SystemStyleObject } from '@mui/system';
import type { ReactNode } from 'react';
import { formatCount } from '../text/formatNumbers';
import { oneLine } from '../text/oneLine';

/** One bar of a `BarList`. @public */
export interface BarListItem {
  key: string;
  label: ReactNode;
  /** The label as text, for the accessible name of the bar. */
  name: string;
  count: number;
  /** The formatted value, if it is not a plain count, such as a duration. */
  countText?: string;
  /** If absent, the item has no bar. The sum of unlisted items, for example, has no colour. */
  colour?: string;
  onSelect?: () => void;
  selected?: boolean;
}

const getCountText = ({ count, countText }: BarListItem) =>
  countText ?? formatCount(count);

const createFlatGradient = (colour: string) =>
  `linear-gradient(${colour}, ${colour})`;

function Bar(props: { item: BarListItem; largest: number }) {
  const { item, largest } = props;
  const { onSelect } = item;
  const getBarStyle = (theme: Theme): SystemStyleObject<Theme> => ({
    display: 'flex',
    width: '100%',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: 1,
    px: 1,
    height: 28,
    mb: '2px',
    borderRadius: 1,
    typography: 'body2',
    color: 'text.primary',
    textAlign: 'start',
    ...(item.colour && {
      backgroundImage: createFlatGradient(
        alpha(item.colour, theme.palette.mode === 'dark' ? 0.38 : 0.22),
      ),
      backgroundRepeat: 'no-repeat',
      backgroundSize: `${(100 * item.count) / largest}% 100%`,
    }),
    '&:hover, &.Mui-focusVisible': {
      backgroundColor: onSelect ? 'action.hover' : undefined,
    },
    '&.Mui-focusVisible': {
      outline: `2px solid ${theme.palette.primary.main}`,
      outlineOffset: -2,
    },
    fontWeight: item.selected ? 600 : undefined,
  });
  const content = (
    <>
      <Box component="span" sx={oneLine}>
        {item.label}
      </Box>
      <Box
        component="span"
        sx={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}
      >
        {getCountText(item)}
      </Box>
    </>
  );
  return onSelect ? (
    <ButtonBase
      onClick={onSelect}
      aria-pressed={Boolean(item.selected)}
      aria-label={`${item.name}: ${getCountText(item)}`}
      focusRipple
      sx={getBarStyle}
    >
      {content}
    </ButtonBase>
  ) : (
    <Box sx={getBarStyle}>{content}</Box>
  );
}

/**
 * Ranked counts as a list of bars. Selectable bars are buttons, so that they are accessible by
 * keyboard and screen reader.
 *
 * @public
 */
export function BarList(props: { label: string; items: BarListItem[] }) {
  const largest = Math.max(
    1,
    ...props.items.map(item => (item.colour ? item.count : 0)),
  );
  return (
    <Box
      component="ul"
      aria-label={props.label}
      sx={{ listStyle: 'none', m: 0, p: 0 }}
    >
      {props.items.map(item => (
        <li key={item.key}>
          <Bar item={item} largest={largest} />
        </li>
      ))}
    </Box>
  );
}
