import {
  darken,
  getContrastRatio,
  lighten,
  type Theme,
} from '@mui/material/styles';

/** Minimum contrast ratio of graphics to their background. */
const ENOUGH = 3;

const STEPS = [0, 0.15, 0.3, 0.45, 0.6, 0.75];

/** Adjusts a user-defined colour until it has enough contrast on the theme's background. @public */
export function toLegibleColor(color: string, theme: Theme): string {
  const ground = theme.palette.background.paper;
  const shift = theme.palette.mode === 'dark' ? lighten : darken;
  const shades = STEPS.map(step => shift(color, step));
  return (
    shades.find(shade => getContrastRatio(shade, ground) >= ENOUGH) ??
    theme.palette.text.primary
  );
}
