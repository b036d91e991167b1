import { MAX_CELL_LENGTH } from '../../exports/toCellText';
import { BadCell } from '../ImportTable';

/** An escape for a character that XML cannot contain, or for text that looks like such an escape. */
const escapeSequence = /_x([0-9a-fA-F]{4})_/g;

const invalidCharacter = /[\u0000\p{Surrogate}]/u; // eslint-disable-line no-control-regex

/** Decodes the text of a cell (ECMA-376 part 1, ST_Xstring) as a spreadsheet shows it. */
export function decodeCellText(raw: string): string | BadCell {
  const text = raw.replace(escapeSequence, (_, code) =>
    String.fromCharCode(parseInt(code, 16)),
  );
  if (text.length > MAX_CELL_LENGTH) {
    return new BadCell(`has more than ${MAX_CELL_LENGTH} characters`);
  }
  return invalidCharacter.test(text)
    ? new BadCell('contains an invalid character (U+0000 or a lone surrogate)')
    : text;
}

/** The maximum length of a cell's text if each character is escaped, such as `_x0041_`. */
const MAX_LENGTH = MAX_CELL_LENGTH * 7;

/**
 * Assembles the text of a cell or shared string from its elements: `t` and `v` contain text, and
 * `rPh` a Japanese phonetic guide, which is omitted. Ignores text far beyond the maximum length.
 */
export class TextCollector {
  /** The text so far; undefined without any text element. */
  text: string | undefined;
  #isInText = false;
  #isInPhonetic = false;

  reset(): void {
    this.text = undefined;
    this.#isInText = false;
    this.#isInPhonetic = false;
  }

  open(name: string): void {
    if (name === 'rPh') {
      this.#isInPhonetic = true;
    } else if (name === 't' || name === 'v') {
      this.#isInText = !this.#isInPhonetic;
      if (this.#isInText) {
        this.text ??= '';
      }
    }
  }

  add(text: string): void {
    if (this.#isInText && this.text!.length <= MAX_LENGTH) {
      this.text += text;
    }
  }

  close(name: string): void {
    if (name === 'rPh') {
      this.#isInPhonetic = false;
    } else if (name === 't' || name === 'v') {
      this.#isInText = false;
    }
  }
}
