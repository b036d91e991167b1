import { Threshold, Widget } from '@callboard/plugin-callboard-common';
import { difference, isEqual, xorWith } from 'lodash';
import { digestScope } from '../numbers/getNumberScope';
import { isCrossed } from './isCrossed';
import { CrossedThreshold } from './ThresholdStore';

/**
 * What somebody sees of a widget: a number, `none` where there is nothing to
 * compare, or `hidden` for who does not see it at all.
 */
export type SeenNumber = number | 'none' | 'hidden';

/** A threshold that somebody's number has just crossed. */
export interface Crossing {
  user_ref: string;
  value: number;
  position: number;
}

/** What checking a widget for some followers has found. */
export interface Findings {
  /** Those for whom something is another than it was. */
  changed: string[];
  /** All that is crossed for them now. */
  crossed: CrossedThreshold[];
  /** What they are told of. */
  crossings: Crossing[];
}

/** A widget with thresholds as it is when it is checked. */
export class CheckedWidget {
  readonly thresholds: readonly Threshold[];
  /**
   * One for each threshold, of its limit and of what is compared with it: as long as
   * both are the same, nobody is told again.
   */
  readonly digests: readonly string[];

  constructor({ widget_type, config }: Pick<Widget, 'widget_type' | 'config'>) {
    const { thresholds = [], ...number } = config;
    this.thresholds = thresholds;
    this.digests = thresholds.map(({ operator, value }) =>
      digestScope([JSON.stringify([widget_type, number, operator, value])]),
    );
  }

  /** Whether another state of the widget has the same thresholds of the same number. */
  isLike(other: CheckedWidget): boolean {
    return (
      isEqual(this.thresholds, other.thresholds) &&
      isEqual(this.digests, other.digests)
    );
  }

  /**
   * Compares what followers see with what was crossed for them. What was crossed
   * for others is over: they follow no more.
   */
  compare(
    seen: ReadonlyMap<string, SeenNumber>,
    before: readonly CrossedThreshold[],
  ): Findings {
    const findings: Findings = { changed: [], crossed: [], crossings: [] };
    const people = new Set([
      ...seen.keys(),
      ...before.map(({ user_ref }) => user_ref),
    ]);
    for (const user_ref of people) {
      const own = before.filter(row => row.user_ref === user_ref);
      const held = this.heldBy(own);
      const value = seen.get(user_ref) ?? 'hidden';
      const now = this.crossedBy(value, held);
      const added = difference(now, held);
      const crossed = now.map(position => ({
        user_ref,
        position,
        config_digest: this.digests[position],
      }));
      if (xorWith(crossed, own, isEqual).length > 0) {
        findings.changed.push(user_ref);
        findings.crossed.push(...crossed);
      }
      if (typeof value === 'number') {
        findings.crossings.push(
          ...added.map(position => ({ user_ref, value, position })),
        );
      }
    }
    return findings;
  }

  /** Which thresholds were crossed, wherever they stood in the list then. */
  private heldBy(before: readonly CrossedThreshold[]): number[] {
    const held = new Set(before.map(({ config_digest }) => config_digest));
    return [...this.digests.keys()].filter(position =>
      held.has(this.digests[position]),
    );
  }

  private crossedBy(value: SeenNumber, held: number[]): number[] {
    if (value === 'hidden') {
      return [];
    }
    // Where there is nothing to compare, everything stays as it was.
    return value === 'none'
      ? held
      : this.thresholds.flatMap((threshold, position) =>
          isCrossed(threshold, value) ? [position] : [],
        );
  }
}
