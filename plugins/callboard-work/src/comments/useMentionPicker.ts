import { formatMention } from '@callboard/plugin-callboard-common';
import type { PersonOption } from '@callboard/plugin-callboard-react';
import {
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type RefObject,
} from 'react';
import { findMentionDraft, type MentionDraft } from './findMentionDraft';
import { useMentionable } from './useMentionable';

/** A picker of people that opens after `@` and a name. */
export interface MentionPicker {
  /** The id prefix of the list and its options. */
  id: string;
  isOpen: boolean;
  people: readonly PersonOption[];
  active: number;
  /** Reads the position of the caret. */
  look: () => void;
  close: () => void;
  choose: (person: PersonOption) => void;
  /** Returns true for keys that the picker handles. */
  takesKey: (event: KeyboardEvent) => boolean;
}

/**
 * Adds a picker of people to mention to a text field.
 *
 * @param write - receives the text with the mention
 */
export function useMentionPicker(
  field: RefObject<HTMLTextAreaElement>,
  text: string,
  write: (text: string) => void,
): MentionPicker {
  const id = useId();
  const [draft, setDraft] = useState<MentionDraft>();
  const [requested, setActive] = useState(0);
  const caret = useRef<number>();
  const people = useMentionable(draft?.search);
  const active = Math.min(requested, Math.max(0, people.length - 1));

  useLayoutEffect(() => {
    if (caret.current !== undefined) {
      field.current?.setSelectionRange(caret.current, caret.current);
      caret.current = undefined;
    }
  }, [field, text]);

  const choose = ({ user_ref }: PersonOption) => {
    const end = field.current?.selectionStart ?? text.length;
    const before = `${text.slice(0, draft?.start)}${formatMention(user_ref)} `;
    caret.current = before.length;
    setDraft(undefined);
    write(before + text.slice(end));
  };

  const keys: Record<string, () => void> = {
    ArrowDown: () => setActive((active + 1) % people.length),
    ArrowUp: () => setActive((active - 1 + people.length) % people.length),
    Enter: () => choose(people[active]),
    Tab: () => choose(people[active]),
  };

  return {
    id,
    isOpen: draft !== undefined,
    people,
    active,
    look: () => {
      const { value = '', selectionStart = 0 } = field.current ?? {};
      const next = findMentionDraft(value, selectionStart);
      if (next?.search !== draft?.search) {
        setActive(0);
      }
      setDraft(next);
    },
    close: () => setDraft(undefined),
    choose,
    takesKey: event => {
      if (!draft || event.ctrlKey || event.metaKey) {
        return false;
      }
      if (event.key === 'Escape') {
        setDraft(undefined);
      } else if (people.length > 0 && Object.hasOwn(keys, event.key)) {
        keys[event.key]();
      } else {
        return false;
      }
      event.preventDefault();
      // Esc closes the picker, not the drawer around it.
      event.stopPropagation();
      return true;
    },
  };
}
