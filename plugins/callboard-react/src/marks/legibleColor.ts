import {
  darken,
  getContrastRatio,
  lighten,
  type Theme,
} from '@mui/material/styles';

/** What shapes need to be told from the ground. */
const ENOUGH = 3;

const STEPS = [0, 0.15, 0.3, 0.45, 0.6, 0.75];

/** A colour that somebody chose, as it can be seen on the ground of a theme. @public */
export function legibleColor(color: string, theme: Theme): string {
  const ground = theme.palette.background.paper;
  const shift = theme.palette.mode === 'dark' ? lighten : darken;
  const shades = STEPS.map(step => shift(color, step));
  return (
    shades.find(shade => getContrastRatio(shade, ground) >= ENOUGH) ??
    theme.palette.text.primary
  );
}
