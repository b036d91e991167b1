import { formatMention, endpoints } from '@callboard/plugin-callboard-common';
import {
  type PersonOption,
  normaliseForSearch,
  useCallboardQuery,
} from '@callboard/plugin-callboard-react';
import {
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type RefObject,
  useDeferredValue,
} from 'react';
import { keepPreviousData } from '@tanstack/react-query';
import { toProjectParams } from '../data/toProjectParams';
import { useWorkProject } from '../data/useWorkProject';
import { findMentionDraft, type MentionDraft } from './findMentionDraft';

const MAX_FOUND = 8;
const A_MINUTE = 60_000;

/** Ranks a first name with this prefix before other names with it, and those before any other match. */
function rankName(name: string, typed: string): number {
  if (name.startsWith(typed)) return 0;
  return name.split(/[\s-]/).some(word => word.startsWith(typed)) ? 1 : 2;
}

/**
 * Lists the people who can see the items of the project, by name or reference: its members first;
 * then, if it is open, the others of its workspace.
 *
 * @param search - undefined without a search
 */
function useMentionable(search: string | undefined): PersonOption[] {
  const scope = useWorkProject();
  const term = useDeferredValue(search ?? '');
  const isOpen = scope.project.access === 'open';
  const typed = normaliseForSearch(search ?? '');
  const { data } = useCallboardQuery(
    endpoints.listWorkspaceMembers,
    {
      params: { slug: toProjectParams(scope).slug },
      query: { limit: MAX_FOUND, ...(term && { search: term }) },
    },
    {
      enabled: isOpen && search !== undefined,
      placeholderData: keepPreviousData,
      staleTime: A_MINUTE,
    },
  );
  const known = new Set(scope.people.map(({ user_ref }) => user_ref));
  const others = (isOpen ? data?.items ?? [] : [])
    .filter(({ user_ref }) => !known.has(user_ref))
    .map(({ user_ref, display_name }) => ({ user_ref, name: display_name }));
  const found = [...scope.people, ...others].filter(
    ({ name, user_ref }) =>
      normaliseForSearch(name).includes(typed) ||
      user_ref.split('/')[1].includes(typed),
  );
  const rank = ({ name }: PersonOption) =>
    rankName(normaliseForSearch(name), typed);
  const inOrder = found.sort((one, other) => rank(one) - rank(other));
  return search === undefined ? [] : inOrder.slice(0, MAX_FOUND);
}

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
