import { MAX_CELL_LENGTH } from '../../exports/toCellText';

/** The maximum length of a cell's text, each character written as `_x0041_`. */
const MAX_LENGTH = MAX_CELL_LENGTH * 7;

/**
 * Assembles the text of a cell or shared text from its elements: all runs regardless of format,
 * without Japanese phonetic guides. Stops soon after the maximum length of a cell.
 */
export class TextCollector {
  #text: string | undefined;
  #isInText = false;
  #isInPhonetic = false;

  /** The text so far; undefined without any text element. */
  get text(): string | undefined {
    return this.#text;
  }

  reset(): void {
    this.#text = undefined;
    this.#isInText = false;
    this.#isInPhonetic = false;
  }

  open(name: string): void {
    if (name === 'rPh') {
      this.#isInPhonetic = true;
    } else if (name === 't' || name === 'v') {
      this.#isInText = !this.#isInPhonetic;
      if (this.#isInText) {
        this.#text ??= '';
      }
    }
  }

  add(text: string): void {
    if (this.#isInText && this.#text!.length <= MAX_LENGTH) {
      this.#text += text;
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
