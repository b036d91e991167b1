import { NO_VALUE } from '../dashboards/numbers';
import { NumberAxisName } from '../dashboards/vocabulary';

const BLUE = 0;
const ORANGE = 1;
const GREEN = 2;
const RED = 3;
const CYAN = 5;
const OLIVE = 6;
const GREY = 7;

const COLOUR_COUNT = 8;

/** The domain of a coloured key: an axis, or the lines of a chart over time. @public */
export type KeyKind = NumberAxisName | 'SERIES';

/** Keys whose colour has a meaning. */
const fixedKeys: Partial<Record<KeyKind, ReadonlyArray<[string, number]>>> = {
  STATE_GROUPS: [
    ['backlog', GREY],
    ['unstarted', CYAN],
    ['started', ORANGE],
    ['completed', GREEN],
    ['cancelled', RED],
  ],
  PRIORITY: [
    ['urgent', RED],
    ['high', ORANGE],
    ['medium', OLIVE],
    ['low', BLUE],
  ],
  BILLABLE: [
    ['true', GREEN],
    ['false', GREY],
  ],
  SERIES: [
    ['created', ORANGE],
    ['completed', GREEN],
    ['started', ORANGE],
    ['overdue', RED],
    ['remaining', BLUE],
    ['scope', BLUE],
    ['ideal', GREY],
    ['previous', GREY],
  ],
};

/** Axes that share keys: a user has the same colour as author and as assignee. */
const sharedKinds: Partial<Record<KeyKind, KeyKind>> = {
  ASSIGNEES: 'MEMBER',
  CREATED_BY: 'MEMBER',
  USER: 'MEMBER',
};

/** A colour of a palette. @public */
export interface KeyColour {
  /** The index in the palette. */
  readonly index: number;
  /** Whether the key shares its colour and is drawn paler, because no colour was free. */
  readonly isPale: boolean;
}

/**
 * The colours of the charts of one page: a key has the same colour in all of them. Keys get colours
 * in the order in which they are first requested.
 *
 * @public
 */
export class KeyColours {
  private readonly assigned = new Map<KeyKind, Map<string, KeyColour>>();

  /** The colour of a key of an axis, or of a line of a chart over time. */
  getColour(kind: KeyKind, key: string): KeyColour {
    if (key === NO_VALUE) {
      return { index: GREY, isPale: false };
    }
    const colours = this.getColours(sharedKinds[kind] ?? kind);
    let colour = colours.get(key);
    if (!colour) {
      // The last colour is reserved for keys without a value.
      const freeColours = COLOUR_COUNT - 1;
      const { size } = colours;
      colour = { index: size % freeColours, isPale: size >= freeColours };
      colours.set(key, colour);
    }
    return colour;
  }

  private getColours(kind: KeyKind): Map<string, KeyColour> {
    let colours = this.assigned.get(kind);
    if (!colours) {
      colours = new Map(
        fixedKeys[kind]?.map(([key, index]) => [key, { index, isPale: false }]),
      );
      this.assigned.set(kind, colours);
    }
    return colours;
  }
}
