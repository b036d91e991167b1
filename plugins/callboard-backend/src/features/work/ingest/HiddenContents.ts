import { Actor } from '../../../kernel/actor';
import { SourceKey } from './readSnapshots';

/** Hides one kind of contents of items. */
interface HideableContents {
  hide(
    actor: Actor,
    key: SourceKey,
    work_item_external_ids: readonly string[],
  ): Promise<void>;
}

/** Hides what a source has sent about hidden items, except the items themselves. */
export class HiddenContents implements HideableContents {
  readonly #parts: HideableContents[];

  constructor(...parts: HideableContents[]) {
    this.#parts = parts;
  }

  /** Adds the contents that belong to another feature. */
  add(part: HideableContents): void {
    this.#parts.push(part);
  }

  /** Can be repeated. Ignores items that are not hidden any more. */
  async hide(
    actor: Actor,
    key: SourceKey,
    work_item_external_ids: readonly string[],
  ): Promise<void> {
    for (const part of this.#parts) {
      await part.hide(actor, key, work_item_external_ids);
    }
  }
}
