import { formatMention, endpoints } from '@callboard/plugin-callboard-common';
import {
  type PersonOption,
  hasModifier,
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
import { toProjectParams, useWorkProject } from '../data/WorkProject';

interface MentionDraft {
  start: number;
  search: string;
}

/** An `@` that is not part of a word, path or email address, and the name typed after it. */
const MENTION_DRAFT = /(?<![\w/\\.@])@([\p{L}\p{M}\p{N}._-]{0,40})$/u;

export function findMentionDraft(
  text: string,
  caret: number,
): MentionDraft | undefined {
  const match = MENTION_DRAFT.exec(text.slice(0, caret));
  return match ? { start: match.index, search: match[1] } : undefined;
}

const MAX_FOUND = 8;
const STALE_MS = 60_000;

/** Returns 0 if the name begins with the typed text, 1 if another of its words does, else 2. */
function rankName(name: string, typed: string): number {
  if (name.startsWith(typed)) return 0;
  return name.split(/[\s-]/).some(word => word.startsWith(typed)) ? 1 : 2;
}

/**
 * Finds people who can see the project's items, by name or reference. Project members come first.
 * If the project is open, other members of the workspace follow.
 *
 * @param search - the text after the `@`; undefined while the user types no mention
 */
function useMentionCandidates(search: string | undefined): PersonOption[] {
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
      staleTime: STALE_MS,
    },
  );
  const memberRefs = new Set(scope.people.map(({ user_ref }) => user_ref));
  const otherMembers = (isOpen ? data?.items ?? [] : [])
    .filter(({ user_ref }) => !memberRefs.has(user_ref))
    .map(({ user_ref, display_name }) => ({ user_ref, name: display_name }));
  const matches = [...scope.people, ...otherMembers].filter(
    ({ name, user_ref }) =>
      normaliseForSearch(name).includes(typed) ||
      user_ref.split('/')[1].includes(typed),
  );
  const rank = ({ name }: PersonOption) =>
    rankName(normaliseForSearch(name), typed);
  const ranked = matches.sort((a, b) => rank(a) - rank(b));
  return search === undefined ? [] : ranked.slice(0, MAX_FOUND);
}

/**
 * Adds a picker of people to mention to a text field. The picker opens when the user types `@`.
 *
 * @param onChange - receives the whole text with the chosen mention
 */
export function useMentionPicker(
  field: RefObject<HTMLTextAreaElement>,
  text: string,
  onChange: (text: string) => void,
) {
  const id = useId();
  const [draft, setDraft] = useState<MentionDraft>();
  const [lastActiveIndex, setActiveIndex] = useState(0);
  const caret = useRef<number>();
  const people = useMentionCandidates(draft?.search);
  const activeIndex = Math.min(lastActiveIndex, Math.max(0, people.length - 1));

  useLayoutEffect(() => {
    if (caret.current !== undefined) {
      field.current?.setSelectionRange(caret.current, caret.current);
      caret.current = undefined;
    }
  }, [field, text]);

  const choose = ({ user_ref }: PersonOption) => {
    const end = field.current?.selectionStart ?? text.length;
    const textToCaret = `${text.slice(0, draft?.start)}${formatMention(
      user_ref,
    )} `;
    caret.current = textToCaret.length;
    setDraft(undefined);
    onChange(textToCaret + text.slice(end));
  };

  const actionsByKey: Record<string, () => void> = {
    ArrowDown: () => setActiveIndex((activeIndex + 1) % people.length),
    ArrowUp: () =>
      setActiveIndex((activeIndex - 1 + people.length) % people.length),
    Enter: () => choose(people[activeIndex]),
    Tab: () => choose(people[activeIndex]),
  };

  return {
    /** The id prefix of the list and its options. */
    id,
    isOpen: draft !== undefined,
    people,
    activeIndex,
    update: () => {
      const { value = '', selectionStart = 0 } = field.current ?? {};
      const next = findMentionDraft(value, selectionStart);
      if (next?.search !== draft?.search) {
        setActiveIndex(0);
      }
      setDraft(next);
    },
    close: () => setDraft(undefined),
    choose,
    /** Returns true for keys that the picker handles. */
    handleKey: (event: KeyboardEvent): boolean => {
      if (!draft || hasModifier(event)) {
        return false;
      }
      if (event.key === 'Escape') {
        setDraft(undefined);
      } else if (people.length > 0 && Object.hasOwn(actionsByKey, event.key)) {
        actionsByKey[event.key]();
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

export type MentionPicker = ReturnType<typeof useMentionPicker>;
