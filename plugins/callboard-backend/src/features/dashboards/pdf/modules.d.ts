/** The parts of untyped libraries that Callboard uses. */
declare module 'fontkit' {
  interface Font {
    ascent: number;
    unitsPerEm: number;
    postscriptName: string;
    hasGlyphForCodePoint(codePoint: number): boolean;
  }

  function create(bytes: Uint8Array): Font;
  function openSync(file: string): Font;
}

declare module 'subset-font' {
  export default function subsetFont(
    font: Buffer,
    text: string,
    options: {
      targetFormat: 'truetype';
      variationAxes: Record<string, number>;
    },
  ): Promise<Buffer>;
}

declare module 'bidi-js' {
  interface EmbeddingLevels {
    levels: Uint8Array;
  }

  interface Bidi {
    getEmbeddingLevels(text: string): EmbeddingLevels;
    getMirroredCharacter(character: string): string | null;
  }

  export default function bidiFactory(): Bidi;
}

declare module 'linebreak' {
  export default class LineBreaker {
    constructor(text: string);
    nextBreak(): { position: number; required: boolean } | null;
  }
}
