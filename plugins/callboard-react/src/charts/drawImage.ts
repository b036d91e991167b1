import type { Theme } from '@mui/material/styles';
import type { EChartsCoreOption } from 'echarts/core';
import { getChartTheme } from './useChartPalette';

/** A chart to export as an image. @public */
export interface ChartImage {
  option: EChartsCoreOption;
  theme: Theme;
  /** In pixels. */
  width: number;
  height: number;
}

/** Image pixels per CSS pixel. */
const PNG_PIXEL_RATIO = 2;

const addBackground = ({ option, theme }: ChartImage): EChartsCoreOption => ({
  ...option,
  backgroundColor: theme.palette.background.paper,
});

/** Renders a chart as an SVG file. @public */
export async function drawSvg(image: ChartImage): Promise<Blob> {
  const { theme, width, height } = image;
  const { renderChartSvg } = await import('./renderChartSvg');
  const svg = renderChartSvg(addBackground(image), getChartTheme(theme), {
    width,
    height,
  });
  return new Blob([svg], { type: 'image/svg+xml' });
}

/** Renders a chart as a PNG file, at twice the resolution of the page. @public */
export async function drawPng(image: ChartImage): Promise<Blob> {
  const { theme, width, height } = image;
  const { renderChartCanvas } = await import('./renderChartCanvas');
  const canvas = renderChartCanvas(addBackground(image), getChartTheme(theme), {
    width,
    height,
    pixelRatio: PNG_PIXEL_RATIO,
  });
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      blob => (blob ? resolve(blob) : reject(new Error('The canvas is empty'))),
      'image/png',
    );
  });
}
