import { createTheme, getContrastRatio } from '@mui/material/styles';
import { calmTheme } from './calmTheme';

const papers = {
  light: { default: '#f8f8f8', paper: '#ffffff' },
  dark: { default: '#333333', paper: '#424242' },
};

const portalOf = (mode: 'light' | 'dark', error?: string) =>
  createTheme({
    palette: {
      mode,
      background: papers[mode],
      ...(error && { error: { main: error } }),
    },
  });

describe('calmTheme', () => {
  it('makes errors legible on dark pages and in dark dialogs', () => {
    const { error, background } = calmTheme(portalOf('dark')).palette;
    for (const paper of [background.default, background.paper]) {
      expect(getContrastRatio(error.main, paper)).toBeGreaterThanOrEqual(4.5);
    }
    for (const button of [error.main, error.dark]) {
      expect(getContrastRatio('#000', button)).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('keeps the red of a light portal, and one that a dark portal has chosen', () => {
    const light = portalOf('light');
    expect(calmTheme(light).palette.error).toEqual(light.palette.error);
    const dark = portalOf('dark', '#ff8a80');
    expect(calmTheme(dark).palette.error).toEqual(dark.palette.error);
  });
});
