import type { SxProps, Theme } from '@mui/material/styles';

/** The style of a department on the chart. */
export function getCardStyle(card: {
  isSelected: boolean;
  /** Whether it is a search result. */
  isFound: boolean;
  /** Whether the department is in use. */
  isActive: boolean;
}): SxProps<Theme> {
  return theme => ({
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    justifyContent: 'center',
    gap: 0.75,
    width: '100%',
    height: '100%',
    px: 1.5,
    pb: 0.5,
    pointerEvents: 'all',
    textAlign: 'start',
    typography: 'body2',
    color: card.isActive ? 'text.primary' : 'text.secondary',
    bgcolor: 'background.paper',
    border: 1,
    borderStyle: card.isActive ? 'solid' : 'dashed',
    borderColor: card.isSelected ? 'primary.main' : 'divider',
    borderRadius: 1,
    boxShadow: [
      card.isSelected && `0 0 0 1px ${theme.palette.primary.main}`,
      card.isFound && `0 0 0 4px ${theme.palette.warning.light}`,
    ]
      .filter(Boolean)
      .join(', '),
    '&:hover': { borderColor: 'text.secondary' },
    '&:focus-visible': {
      outline: `2px solid ${theme.palette.primary.main}`,
      outlineOffset: 2,
    },
  });
}
