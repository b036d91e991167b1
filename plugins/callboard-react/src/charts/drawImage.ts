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

/** Draws a chart as an SVG file. @public */
export async function drawSvg(image: ChartImage): Promise<Blob> {
  const { option, theme, width, height } = image;
  const { chartSvg } = await import('./chartSvg');
  const svg = chartSvg(
    { ...option, backgroundColor: theme.palette.background.paper },
    chartTheme(theme),
    { width, height },
  );
  return new Blob([svg], { type: 'image/svg+xml' });
}

/** Draws a chart as a PNG file, twice as fine as the page. @public */
export async function drawPng(image: ChartImage): Promise<Blob> {
  const url = URL.createObjectURL(await drawSvg(image));
  try {
    const picture = new Image(image.width, image.height);
    picture.src = url;
    await picture.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.width * DENSITY;
    canvas.height = image.height * DENSITY;
    canvas
      .getContext('2d')!
      .drawImage(picture, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob(
        blob =>
          blob ? resolve(blob) : reject(new Error('The canvas is empty')),
        'image/png',
      );
    });
  } finally {
    URL.revokeObjectURL(url);
  }
}
