import { chartPalettes } from './chartPalettes';

type Triple = readonly [number, number, number];

/** Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB. */
const visions: Record<string, readonly [Triple, Triple, Triple]> = {
  full: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

function linear(hex: string): Triple {
  const channel = (at: number) => {
    const value = parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

const dot = (a: Triple, b: Triple) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

/** Oklab, whose distances match perceived differences. */
function oklab(rgb: Triple): Triple {
  const cone = (row: Triple) => Math.cbrt(dot(row, rgb));
  const lms: Triple = [
    cone([0.4122214708, 0.5363325363, 0.0514459929]),
    cone([0.2119034982, 0.6806995451, 0.1073969566]),
    cone([0.0883024619, 0.2817188376, 0.6299787005]),
  ];
  return [
    dot([0.2104542553, 0.793617785, -0.0040720468], lms),
    dot([1.9779984951, -2.428592205, 0.4505937099], lms),
    dot([0.0259040371, 0.7827717662, -0.808675766], lms),
  ];
}

function contrast(one: string, other: string): number {
  const luminance = (hex: string) =>
    dot([0.2126, 0.7152, 0.0722], linear(hex)) + 0.05;
  const [a, b] = [luminance(one), luminance(other)];
  return Math.max(a, b) / Math.min(a, b);
}

const papers = { light: ['#ffffff', '#f8f8f8'], dark: ['#424242', '#121212'] };

describe.each(['light', 'dark'] as const)('%s chart palette', mode => {
  const palette = chartPalettes[mode];

  it.each(papers[mode])(
    'keeps a contrast of at least 2.5 on the background %s',
    paper => {
      for (const colour of palette) {
        expect([colour, contrast(colour, paper) >= 2.5]).toEqual([
          colour,
          true,
        ]);
      }
    },
  );

  it.each(Object.keys(visions))(
    'keeps all pairs of colours distinguishable for the vision type %s',
    vision => {
      const seen = palette.map(colour => {
        const rgb = linear(colour);
        const clamp = (row: Triple) => Math.min(1, Math.max(0, dot(row, rgb)));
        const [r, g, b] = visions[vision];
        return oklab([clamp(r), clamp(g), clamp(b)]);
      });
      for (let i = 0; i < seen.length; i++) {
        for (let j = i + 1; j < seen.length; j++) {
          const difference = Math.hypot(
            ...seen[i].map((value, at) => value - seen[j][at]),
          );
          expect({
            pair: [palette[i], palette[j]],
            apart: difference > 0.09,
          }).toEqual({ pair: [palette[i], palette[j]], apart: true });
        }
      }
    },
  );
});
