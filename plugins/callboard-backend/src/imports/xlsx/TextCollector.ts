import { MAX_CELL_LENGTH } from '../../exports/sheetText';

/** The longest text a cell can hold, each character written as `_x0041_`. */
const MAX_LENGTH = MAX_CELL_LENGTH * 7;

/**
 * Puts together the text of a cell or shared text from the elements in it:
 * all its runs, however they are formatted, without reading aids for Japanese.
 * Stops soon after what no cell can hold.
 */
export class TextCollector {
  #text: string | undefined;
  #isInText = false;
  #isInPhonetic = false;

  /** What there is so far; undefined when no element held text. */
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
