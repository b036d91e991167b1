import type {
  SearchResult,
  SearchType,
} from '@callboard/plugin-callboard-common';
import type { PortalPage } from '../pageNames/findPageName';
import type { Command } from './useSearchDialogState';

type PageResult = Omit<SearchResult, 'type'> & {
  type: 'page';
  /** The page's name. The title adds a verb, as in "Go to My work". */
  name: string;
};

/** A command, as a result that is run instead of opened. */
type CommandResult = Pick<
  SearchResult,
  'id' | 'title' | 'subtitle' | 'workspace_slug'
> & { type: 'command'; command: Command };

export type AnyResult = SearchResult | PageResult | CommandResult;

/** Results of one type, and the index of their first result among the results of all groups. */
export interface ResultGroup {
  type: SearchType | 'page' | 'command' | 'recent';
  results: readonly AnyResult[];
  firstIndex: number;
}

const normalise = (text: string) => text.trim().toLocaleLowerCase();

/** Whether each word of the text is a prefix of a word in the title. */
function matchesWords(title: string, text: string): boolean {
  const titleWords = normalise(title).split(/[^\p{L}\p{N}]+/u);
  return normalise(text)
    .split(/\s+/)
    .every(typed => titleWords.some(word => word.startsWith(typed)));
}

const startsWith = (title: string, text: string) =>
  normalise(title).startsWith(normalise(text));

/** Finds the pages whose titles match the text. Names that begin with the text come first. */
export function findPages(
  pages: readonly PortalPage[],
  text: string,
  formatTitle: (page: string) => string,
): readonly PageResult[] {
  return pages
    .filter(({ title }) => matchesWords(formatTitle(title), text))
    .sort(
      (a, b) =>
        Number(startsWith(b.title, text)) - Number(startsWith(a.title, text)),
    )
    .map(({ title, parentTitle, path }) => ({
      type: 'page',
      id: path,
      name: title,
      title: formatTitle(title),
      subtitle: parentTitle ?? '',
      workspace_slug: '',
      url: path,
      state: null,
      mark: null,
    }));
}

/** Finds the commands whose titles match the words of the text; an empty text matches all. */
export const findCommands = (
  commands: readonly Command[],
  text: string,
): readonly CommandResult[] =>
  commands
    .filter(({ title }) => matchesWords(title, text))
    .map(command => ({
      type: 'command',
      id: `command ${command.id}`,
      title: command.title,
      subtitle: '',
      workspace_slug: '',
      command,
    }));

/** Whether the title begins with the first typed word, or a page's name begins with the text. */
function hasMatchingName(
  result: PageResult | CommandResult,
  text: string,
): boolean {
  const [firstWord] = normalise(text).split(/\s+/);
  return (
    startsWith(result.title, firstWord) ||
    (result.type === 'page' && startsWith(result.name, text))
  );
}

/**
 * Merges commands, pages and the server's results in display order. The commands precede the
 * server's results if one of the commands has a matching name; the same rule applies to the pages.
 * Otherwise they follow the server's results, and appear only after the response, so that the
 * results do not move them.
 */
export function orderResults(
  localResults: readonly (readonly (PageResult | CommandResult)[])[],
  results: readonly SearchResult[] | undefined,
  text: string,
): readonly AnyResult[] {
  const isFirst = (group: readonly (PageResult | CommandResult)[]) =>
    group.some(result => hasMatchingName(result, text));
  return [
    ...localResults.filter(isFirst).flat(),
    ...(results ?? []),
    ...(results ? localResults.filter(group => !isFirst(group)).flat() : []),
  ];
}

/** Groups results by type, in the order of each type's first result. Keeps the order in groups. */
export function groupResults(
  results: readonly AnyResult[],
): readonly ResultGroup[] {
  return positionGroups(
    [...new Set(results.map(({ type }) => type))].map(type => ({
      type,
      results: results.filter(result => result.type === type),
    })),
  );
}

export function positionGroups(
  groups: readonly Omit<ResultGroup, 'firstIndex'>[],
): readonly ResultGroup[] {
  let firstIndex = 0;
  return groups
    .filter(({ results }) => results.length > 0)
    .map(group => {
      const positioned = { ...group, firstIndex };
      firstIndex += group.results.length;
      return positioned;
    });
}
