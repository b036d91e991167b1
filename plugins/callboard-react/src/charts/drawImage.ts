import type { Theme } from '@mui/material/styles';
import type { EChartsCoreOption } from 'echarts/core';
import { getChartTheme } from './useChartPalette';

/** A chart to export as an image. @public */
export interface ChartImage {
  option: EChartsCoreOption;
  /** The portal's theme: the image uses its colours and its paper as background. */
  theme: Theme;
  /** In pixels. */
  width: number;
  height: number;
}

/** Image pixels per CSS pixel of a PNG. */
const DENSITY = 2;

const onPaper = ({ option, theme }: ChartImage): EChartsCoreOption => ({
  ...option,
  backgroundColor: theme.palette.background.paper,
});

/** Renders a chart as an SVG file. @public */
export async function drawSvg(image: ChartImage): Promise<Blob> {
  const { theme, width, height } = image;
  const { renderChartSvg } = await import('./renderChartSvg');
  const svg = renderChartSvg(onPaper(image), getChartTheme(theme), {
    width,
    height,
  });
  return new Blob([svg], { type: 'image/svg+xml' });
}

/** Renders a chart as a PNG file, at twice the resolution of the page. @public */
export async function drawPng(image: ChartImage): Promise<Blob> {
  const { theme, width, height } = image;
  const { renderChartCanvas } = await import('./renderChartCanvas');
  const canvas = renderChartCanvas(onPaper(image), getChartTheme(theme), {
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
