import { Actor } from '../../../kernel/actor';
import { SourceKey } from './readSnapshots';

/** Hides one kind of contents of an item. */
interface HideableContents {
  hide(
    actor: Actor,
    key: SourceKey,
    work_item_external_id: string,
  ): Promise<void>;
}

/** Hides what a source has sent about an item, except the item itself. */
export class HiddenContents implements HideableContents {
  readonly #parts: HideableContents[];

  constructor(...parts: HideableContents[]) {
    this.#parts = parts;
  }

  /** Adds the contents that belong to another feature. */
  add(part: HideableContents): void {
    this.#parts.push(part);
  }

  /** Can be repeated: contents that are hidden stay so. */
  async hide(
    actor: Actor,
    key: SourceKey,
    work_item_external_id: string,
  ): Promise<void> {
    for (const part of this.#parts) {
      await part.hide(actor, key, work_item_external_id);
    }
  }
}
