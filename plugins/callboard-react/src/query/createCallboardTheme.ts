import { red } from '@mui/material/colors';
import { createTheme, type Theme } from '@mui/material/styles';

const DENSE_FONT_SIZE = '0.875rem';

/** Replaces Material's default red, which is illegible in dark portals, but no custom red. */
function adjustPalette({ palette }: Theme): Theme['palette'] {
  const { mode, error, augmentColor } = palette;
  if (mode !== 'dark' || error.main !== red[500]) {
    return palette;
  }
  const color = { light: red[100], main: red[200], dark: red[300] };
  return { ...palette, error: augmentColor({ color, name: 'error' }) };
}

/** The portal's theme, denser, without capitals on buttons, and with legible errors in the dark. */
export function createCallboardTheme(portal: Theme): Theme {
  return createTheme(
    { ...portal, palette: adjustPalette(portal) },
    {
      typography: { button: { textTransform: 'none' } },
      components: {
        MuiButton: {
          styleOverrides: { root: { textTransform: 'none', fontWeight: 600 } },
        },
        MuiInputBase: {
          styleOverrides: {
            sizeSmall: { fontSize: DENSE_FONT_SIZE },
            inputSizeSmall: { fontSize: DENSE_FONT_SIZE },
          },
        },
        MuiInputLabel: {
          styleOverrides: { sizeSmall: { fontSize: DENSE_FONT_SIZE } },
        },
        MuiMenuItem: {
          styleOverrides: { root: { fontSize: DENSE_FONT_SIZE } },
        },
        MuiTab: {
          styleOverrides: {
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
          styleOverrides: { listbox: { fontSize: DENSE_FONT_SIZE } },
        },
      },
    },
  );
}
