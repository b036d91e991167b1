import { MAX_ROW_CELLS } from './ImportTable';

/** The maximum length of a row, in characters. No table has longer rows. */
const MAX_ROW_LENGTH = 1024 * 1024;

/** A non-blank row of CSV text. */
export interface CsvRow {
  /** The row number. Counts blank lines, but not line breaks in quotes. */
  row: number;
  cells: string[];
  /** The reason why the row cannot be read. */
  problem?: string;
}

/** The position in a cell: `quoted` is in quotes, `closed` after a closing quotation mark. */
type Position = 'start' | 'text' | 'quoted' | 'closed';

/**
 * The position after a quotation mark, by the position before it. In unquoted text, the mark
 * belongs to the text, as in `27" screen`. Directly after a closing mark, it reopens the quotes.
 */
const afterQuote: Record<Position, Position> = {
  start: 'quoted',
  text: 'text',
  quoted: 'closed',
  closed: 'quoted',
};

/** Matches quotation marks, line breaks, delimiters, and the texts between them. */
function createTokenPattern(delimiter: string): RegExp {
  const special = `"\r\n${delimiter}`;
  return new RegExp(`[^${special}]+|[${special}]`, 'g');
}

const isLineBreak = (token: string) => token === '\n' || token === '\r';

function advance(
  position: Position,
  token: string,
  delimiter: string,
): Position {
  if (token === '"') {
    return afterQuote[position];
  }
  if (position === 'quoted') {
    return 'quoted';
  }
  return token === delimiter || isLineBreak(token) ? 'start' : 'text';
}

/**
 * Finds the last closing line: a line that would end outside of quotes if it began in quotes.
 * Quotes that are open at a line break at or after the end of that line are never closed.
 *
 * @returns the offset of the line's end, in characters; 0 if no line is a closing line
 */
export async function findLastClosingLine(
  pieces: AsyncIterable<string>,
  delimiter: string,
): Promise<number> {
  const tokens = createTokenPattern(delimiter);
  let last = 0;
  let offset = 0;
  let position: Position = 'quoted';
  for await (const piece of pieces) {
    if (position === 'quoted' && !piece.includes('"')) {
      offset += piece.length;
      continue;
    }
    for (const [token] of piece.matchAll(tokens)) {
      offset += token.length;
      if (!isLineBreak(token)) {
        position = advance(position, token, delimiter);
      } else if (position !== 'quoted') {
        last = offset;
        position = 'quoted';
      }
    }
  }
  return position === 'quoted' ? last : offset;
}

/**
 * Splits CSV text (RFC 4180) into its rows. Lines end in CRLF, LF or CR. Text after a closing
 * quotation mark belongs to the cell. A row that cannot be read has a `problem`. A row whose quotes
 * are never closed ends with its line.
 *
 * csv-parse is not used: for each row that is shorter or longer than the first, it creates an error
 * with a stack, which no option prevents. 90,000 such rows take 6 s there, and 0.03 s here.
 */
export class CsvSplitter {
  readonly #tokens: RegExp;
  #row: number;
  #offset: number;
  #rowLength = 0;
  #cells: string[] = [];
  #cell = '';
  #problem: string | undefined;
  #position: Position = 'start';
  /** Whether the last character was CR; an LF after it does not start another row. */
  #isAfterReturn = false;

  /**
   * @param start - the number of the first row, and the offset of its first character
   * @param lastClosingLine - the result of `findLastClosingLine`
   */
  constructor(
    private readonly delimiter: string,
    start = { row: 1, offset: 0 },
    private readonly lastClosingLine = Infinity,
  ) {
    this.#row = start.row;
    this.#offset = start.offset;
    this.#tokens = createTokenPattern(delimiter);
  }

  /** Splits the next piece of the text. */
  *push(piece: string): Generator<CsvRow, void> {
    for (const [token] of piece.matchAll(this.#tokens)) {
      const isSecondOfPair = token === '\n' && this.#isAfterReturn;
      this.#isAfterReturn = token === '\r';
      this.#offset += token.length;
      this.#rowLength += token.length;
      if (this.#rowLength > MAX_ROW_LENGTH) {
        this.#fail('has more than a million characters');
      }
      const before = this.#position;
      this.#position = advance(before, token, this.delimiter);
      if (token === '"') {
        if (before === 'text' || before === 'closed') {
          this.#append(token);
        }
      } else if (before === 'quoted') {
        this.#append(token);
        const isLineEnd = isLineBreak(token) && !isSecondOfPair;
        if (isLineEnd && this.#offset >= this.lastClosingLine) {
          yield* this.end();
        }
      } else if (token === this.delimiter) {
        this.#endCell();
      } else if (!isLineBreak(token)) {
        this.#append(token);
      } else if (!isSecondOfPair) {
        yield* this.#endRow();
      }
    }
  }

  /** Ends the last row, or a row whose quotes are never closed. */
  *end(): Generator<CsvRow, void> {
    if (this.#position === 'quoted') {
      this.#fail('has an unclosed quotation mark');
    }
    yield* this.#endRow();
  }

  #fail(problem: string): void {
    this.#problem ??= problem;
    this.#cells = [];
    this.#cell = '';
  }

  #append(text: string): void {
    if (!this.#problem) {
      this.#cell += text;
    }
  }

  #endCell(): void {
    if (!this.#problem) {
      this.#cells.push(this.#cell);
      this.#cell = '';
    }
    if (this.#cells.length > MAX_ROW_CELLS) {
      this.#fail(`has more than ${MAX_ROW_CELLS} cells`);
    }
  }

  *#endRow(): Generator<CsvRow, void> {
    const isBlank = this.#cells.length === 0 && this.#cell === '';
    if (!isBlank || this.#problem) {
      this.#endCell();
      yield { row: this.#row, cells: this.#cells, problem: this.#problem };
    }
    this.#cells = [];
    this.#problem = undefined;
    this.#position = 'start';
    this.#row += 1;
    this.#rowLength = 0;
  }
}
