import type { ChartOption } from '@callboard/plugin-callboard-common/charts';
import {
  BarChart,
  HeatmapChart,
  LineChart,
  PieChart,
  ScatterChart,
} from 'echarts/charts';
import {
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TitleComponent,
  TooltipComponent,
  VisualMapComponent,
} from 'echarts/components';
import { init, setPlatformAPI, use as register } from 'echarts/core';
import { LegacyGridContainLabel } from 'echarts/features';
import { SVGRenderer } from 'echarts/renderers';
import { FontFace } from './fontFiles';
import { TextFonts } from './TextFonts';

/** A text of a chart. Lengths are in the pixels of the chart. */
export interface ChartText {
  text: string;
  /** The start of its baseline. */
  x: number;
  y: number;
  /** In degrees, clockwise. */
  angle: number;
  width: number;
  size: number;
  face: FontFace;
  colour: string;
}

/** The offset of the baseline that centres text vertically, relative to the font size. */
const CENTRE = 0.36;

/** Lays out a chart without a browser. Returns its shapes as SVG, and its texts. */
export function layOutChart(
  option: ChartOption,
  theme: object,
  {
    size,
    fonts,
  }: {
    size: { width: number; height: number };
    fonts: Pick<TextFonts, 'measure'>;
  },
): { shapes: string; texts: ChartText[] } {
  register([
    BarChart,
    GridComponent,
    HeatmapChart,
    LegacyGridContainLabel,
    LegendComponent,
    LineChart,
    MarkLineComponent,
    PieChart,
    ScatterChart,
    SVGRenderer,
    TitleComponent,
    TooltipComponent,
    VisualMapComponent,
  ]);
  measureWith(fonts);
  const chart = init(null, theme, { renderer: 'svg', ssr: true, ...size });
  try {
    chart.setOption(option);
    return splitTexts(chart.renderToSVGString(), fonts);
  } finally {
    chart.dispose();
  }
}

/** ECharts uses the width of this character as the line height. */
const LINE_HEIGHT_CHARACTER = '国';

/** Makes ECharts measure text with fonts; without a browser, it would only estimate text widths. */
function measureWith(fonts: Pick<TextFonts, 'measure'>): void {
  setPlatformAPI({
    measureText: (text: string, font?: string) => {
      const size = Number(/([\d.]+)px/.exec(font ?? '')?.[1] ?? 12);
      const face = /bold/.test(font ?? '') ? 'bold' : 'plain';
      const width =
        text === LINE_HEIGHT_CHARACTER ? size : fonts.measure(text, face, size);
      return { width };
    },
  });
}

const textElement = /<text ([^>]*)>([^<]*)<\/text>/g;

/** Extracts the texts from an SVG file of ECharts. */
function splitTexts(
  svg: string,
  fonts: Pick<TextFonts, 'measure'>,
): { shapes: string; texts: ChartText[] } {
  const texts: ChartText[] = [];
  const shapes = svg.replace(textElement, (_, attributes, content) => {
    texts.push(readText(attributes, decodeEntities(content), fonts));
    return '';
  });
  return { shapes, texts };
}

function readText(
  attributes: string,
  text: string,
  fonts: Pick<TextFonts, 'measure'>,
): ChartText {
  const attribute = (name: string) =>
    new RegExp(`(?:^| )${name}="([^"]*)"`).exec(attributes)?.[1];
  const style = attribute('style') ?? '';
  const size = Number(/font-size:([\d.]+)px/.exec(style)?.[1] ?? 12);
  const face = /font-weight:bold/.test(style) ? 'bold' : 'plain';
  const width = fonts.measure(text, face, size);
  const [a, b, c, d, e, f] = readTransform(attribute('transform') ?? '');
  const shift = { start: 0, middle: width / 2, end: width }[
    (attribute('text-anchor') ?? 'start') as 'start' | 'middle' | 'end'
  ];
  const isCentred = attribute('dominant-baseline') === 'central';
  const x = Number(attribute('x') ?? 0) - shift;
  const y = Number(attribute('y') ?? 0) + (isCentred ? size * CENTRE : 0);
  return {
    text,
    x: a * x + c * y + e,
    y: b * x + d * y + f,
    angle: (Math.atan2(b, a) * 180) / Math.PI,
    width,
    size,
    face,
    colour: attribute('fill') ?? '#000000',
  };
}

type Matrix = [number, number, number, number, number, number];

function readTransform(transform: string): Matrix {
  const [, kind, list] = /^(translate|matrix)\(([^)]*)\)/.exec(transform) ?? [];
  const numbers = (list ?? '').split(/[ ,]+/).map(Number);
  if (kind === 'matrix') {
    return numbers as Matrix;
  }
  const [x = 0, y = 0] = kind === 'translate' ? numbers : [];
  return [1, 0, 0, 1, x, y];
}

const entities: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

function decodeEntities(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|#39);/g, entity => entities[entity]);
}
