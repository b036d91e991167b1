import type { Theme } from '@mui/material/styles';
import { visuallyHidden } from '@callboard/plugin-callboard-react';
import type { SystemStyleObject } from '@mui/system';

const NAME_WIDTH = 'clamp(240px, 26vw, 400px)';
const NARROW_NAME_WIDTH = '132px';
/** The width of a day, and of the total. */
const DAY_WIDTH_PX = 76;

const HEADER_HEIGHT_PX = 48;
const TOTALS_HEIGHT_PX = 48;
const ADD_ROW_HEIGHT_PX = 56;

/** Styles hundreds of cells from their container, which renders faster. */
export const gridStyles = ({
  palette,
  breakpoints,
}: Theme): SystemStyleObject<Theme> => {
  const line = `1px solid ${palette.divider}`;
  const offColor = palette.action.hover;
  return {
    overflow: 'auto',
    // The rows scroll, so that the days and the totals stay visible with any number of rows.
    maxHeight: 'max(360px, calc(100vh - 260px))',
    border: line,
    borderRadius: 1,
    bgcolor: 'background.paper',
    scrollPaddingLeft: NAME_WIDTH,
    scrollPaddingTop: HEADER_HEIGHT_PX,
    scrollPaddingBottom: TOTALS_HEIGHT_PX + ADD_ROW_HEIGHT_PX,
    '& table': {
      borderCollapse: 'separate',
      borderSpacing: 0,
      width: '100%',
      tableLayout: 'fixed',
      minWidth: `calc(${NAME_WIDTH} + ${8 * DAY_WIDTH_PX}px)`,
      fontSize: '0.875rem',
      fontVariantNumeric: 'tabular-nums',
    },
    '& th, & td': {
      height: 40,
      p: '0 8px',
      borderBottom: line,
      fontWeight: 400,
      textAlign: 'right',
      whiteSpace: 'nowrap',
      position: 'relative',
      boxSizing: 'border-box',
    },
    '& .name': {
      width: NAME_WIDTH,
      textAlign: 'left',
      position: 'sticky',
      left: 0,
      zIndex: 1,
      bgcolor: 'background.paper',
      borderRight: line,
    },
    '& .name > div, & .item': {
      display: 'flex',
      alignItems: 'center',
      gap: 1,
      minWidth: 0,
    },
    '& .item': { flex: 1 },
    '& .identifier': { color: 'text.secondary', flexShrink: 0 },
    '& .title': { overflow: 'hidden', textOverflow: 'ellipsis' },
    '& .remove-row': { opacity: 0, fontSize: 16, m: '-4px' },
    '& tr:hover .remove-row, & th:focus .remove-row, & .remove-row:focus': {
      opacity: 1,
    },
    '& thead th': {
      position: 'sticky',
      top: 0,
      zIndex: 2,
      height: HEADER_HEIGHT_PX,
      bgcolor: 'background.paper',
      fontWeight: 600,
    },
    '& thead .name, & tfoot .name': { zIndex: 3 },
    '& .lock': {
      fontSize: 14,
      mr: '4px',
      verticalAlign: 'text-bottom',
      color: 'text.secondary',
    },
    '& .date': { color: 'text.secondary', fontWeight: 400 },
    '& .today .date, & .today .weekday': { color: 'primary.main' },
    '& .holiday, & .expected': {
      display: 'block',
      fontSize: '0.75rem',
      lineHeight: 1.2,
      fontWeight: 400,
      color: 'text.secondary',
      overflow: 'hidden',
      textOverflow: 'ellipsis',
    },
    '& .off': { backgroundImage: `linear-gradient(${offColor}, ${offColor})` },
    '& thead .today': { boxShadow: `inset 0 -2px ${palette.primary.main}` },
    '& .sum': { fontWeight: 600, borderLeft: line },
    '& tbody .day': { cursor: 'cell' },
    '& tbody .day > [aria-hidden]': { color: 'text.disabled' },
    '& tbody [aria-readonly]': { cursor: 'default' },
    '& tbody [data-cell]:focus, & .editing': {
      outline: `2px solid ${palette.primary.main}`,
      outlineOffset: '-2px',
      borderRadius: '3px',
    },
    '& .wrong': {
      boxShadow: `inset 0 0 0 1px ${palette.error.main}`,
      color: 'error.main',
    },
    '& .wrong::before': { content: '"!"', float: 'left', fontWeight: 700 },
    '& .note': {
      position: 'absolute',
      top: '100%',
      right: 0,
      zIndex: 4,
      width: 'max-content',
      maxWidth: { xs: 192, sm: 280 },
      mt: '2px',
      p: '4px 8px',
      borderRadius: 1,
      bgcolor: 'background.paper',
      boxShadow: 4,
      fontSize: '0.75rem',
      textAlign: 'left',
      whiteSpace: 'normal',
      overflowWrap: 'anywhere',
      color: 'text.secondary',
      pointerEvents: 'none',
    },
    '& .note.problem': { color: 'error.main' },
    '& sup': { color: 'text.secondary', ml: '2px', fontSize: '0.6875rem' },
    '& .visually-hidden': visuallyHidden,
    '& .editing input': {
      width: '100%',
      border: 0,
      p: 0,
      m: 0,
      outline: 0,
      font: 'inherit',
      color: 'text.primary',
      textAlign: 'right',
      bgcolor: 'transparent',
    },
    '& tfoot th, & tfoot td': {
      position: 'sticky',
      bottom: 0,
      height: TOTALS_HEIGHT_PX,
      zIndex: 2,
      bgcolor: 'background.paper',
      fontWeight: 600,
      borderTop: line,
      borderBottom: 0,
    },
    '& tfoot .add td': {
      bottom: TOTALS_HEIGHT_PX,
      left: 0,
      height: ADD_ROW_HEIGHT_PX,
      textAlign: 'left',
      fontWeight: 400,
      whiteSpace: 'normal',
    },
    [breakpoints.down('sm')]: {
      scrollPaddingLeft: NARROW_NAME_WIDTH,
      '& table': {
        minWidth: `calc(${NARROW_NAME_WIDTH} + ${8 * DAY_WIDTH_PX}px)`,
      },
      '& .name': { width: NARROW_NAME_WIDTH },
      '& .item': { display: 'block' },
      '& .title': { display: 'block' },
      '& .lock': { display: 'block', mr: 0, ml: 'auto' },
    },
  };
};
