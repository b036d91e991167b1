import { red } from '@mui/material/colors';
import { createTheme, type Theme } from '@mui/material/styles';

const DENSE_FONT_SIZE = '0.875rem';

/**
 * Replaces Material's default red of dark themes, which is illegible on the grey of portals. A
 * custom red of the portal is not replaced.
 */
function adjustPalette({ palette }: Theme): Theme['palette'] {
  const { mode, error, augmentColor } = palette;
  if (mode !== 'dark' || error.main !== red[500]) {
    return palette;
  }
  const color = { light: red[100], main: red[200], dark: red[300] };
  return { ...palette, error: augmentColor({ color, name: 'error' }) };
}

/**
 * The portal's theme with higher density, without capitals on buttons and with legible errors in
 * dark themes. All Callboard plugins use it, so that they look the same in every portal.
 */
export function createCallboardTheme(portal: Theme): Theme {
  return createTheme(
    { ...portal, palette: adjustPalette(portal) },
    {
      typography: { button: { textTransform: 'none' } },
      components: {
        ...portal.components,
        MuiButton: {
          ...portal.components?.MuiButton,
          styleOverrides: {
            ...portal.components?.MuiButton?.styleOverrides,
            root: { textTransform: 'none', fontWeight: 600 },
          },
        },
        MuiInputBase: {
          ...portal.components?.MuiInputBase,
          styleOverrides: {
            ...portal.components?.MuiInputBase?.styleOverrides,
            sizeSmall: { fontSize: DENSE_FONT_SIZE },
            inputSizeSmall: { fontSize: DENSE_FONT_SIZE },
          },
        },
        MuiInputLabel: {
          ...portal.components?.MuiInputLabel,
          styleOverrides: {
            ...portal.components?.MuiInputLabel?.styleOverrides,
            sizeSmall: { fontSize: DENSE_FONT_SIZE },
          },
        },
        MuiMenuItem: {
          ...portal.components?.MuiMenuItem,
          styleOverrides: {
            ...portal.components?.MuiMenuItem?.styleOverrides,
            root: { fontSize: DENSE_FONT_SIZE },
          },
        },
        MuiTab: {
          ...portal.components?.MuiTab,
          styleOverrides: {
            ...portal.components?.MuiTab?.styleOverrides,
            // The portal's own tabs look like links, and are too bright in dark themes.
            root: ({ theme }: { theme: Theme }) => ({
              fontWeight: 600,
              letterSpacing: 'normal',
              '&[aria-selected=false]': { color: theme.palette.text.secondary },
              '&:hover': { backgroundColor: theme.palette.action.hover },
            }),
          },
        },
        MuiAutocomplete: {
          ...portal.components?.MuiAutocomplete,
          styleOverrides: {
            ...portal.components?.MuiAutocomplete?.styleOverrides,
            listbox: { fontSize: DENSE_FONT_SIZE },
          },
        },
      },
    },
  );
}
