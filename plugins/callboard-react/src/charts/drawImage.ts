import type { Theme } from '@mui/material/styles';
import type { EChartsCoreOption } from 'echarts/core';
import { chartTheme } from './chartTheme';

/** A chart to be kept as a picture. @public */
export interface ChartImage {
  option: EChartsCoreOption;
  /** The portal's: the picture has its colours, and its paper behind it. */
  theme: Theme;
  /** In pixels. */
  width: number;
  height: number;
}

/** How many pixels of a PNG stand for one of the page. */
const DENSITY = 2;

const onPaper = ({ option, theme }: ChartImage): EChartsCoreOption => ({
  ...option,
  backgroundColor: theme.palette.background.paper,
});

/** Draws a chart as an SVG file. @public */
export async function drawSvg(image: ChartImage): Promise<Blob> {
  const { theme, width, height } = image;
  const { chartSvg } = await import('./chartSvg');
  const svg = chartSvg(onPaper(image), chartTheme(theme), { width, height });
  return new Blob([svg], { type: 'image/svg+xml' });
}

/** Draws a chart as a PNG file, twice as fine as the page. @public */
export async function drawPng(image: ChartImage): Promise<Blob> {
  const { theme, width, height } = image;
  const { chartCanvas } = await import('./chartCanvas');
  const canvas = chartCanvas(onPaper(image), chartTheme(theme), {
    width,
    height,
    pixelRatio: DENSITY,
  });
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      blob => (blob ? resolve(blob) : reject(new Error('The canvas is empty'))),
      'image/png',
    );
  });
}
