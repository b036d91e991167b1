import { Threshold, Widget } from '@callboard/plugin-callboard-common';
import { difference, gt, gte, isEqual, lt, lte, xorWith } from 'lodash';
import { hashValues } from '../numbers/countedProjects';
import { CrossedThreshold } from './ThresholdStore';

const comparisons = { '>': gt, '>=': gte, '<': lt, '<=': lte };

/**
 * A viewer's result of a widget: a number, `none` if it has no value to compare, or `hidden` if the
 * viewer has no access.
 */
export type SeenNumber = number | 'none' | 'hidden';

/** A threshold that a follower's number has just crossed. */
export interface Crossing {
  user_ref: string;
  value: number;
  position: number;
}

/** The result of checking a widget for some followers. */
interface Findings {
  /** The followers whose crossed thresholds changed. */
  changed: string[];
  /** All thresholds that are crossed for them now. */
  crossed: CrossedThreshold[];
  /** The crossings to notify about. */
  crossings: Crossing[];
}

/** A widget with thresholds at the time of a check. */
export class CheckedWidget {
  readonly thresholds: readonly Threshold[];
  /**
   * A digest of each threshold's limit and of the configuration of the number. While it stays the
   * same, followers are not notified again.
   */
  readonly digests: readonly string[];

  constructor({ widget_type, config }: Pick<Widget, 'widget_type' | 'config'>) {
    const { thresholds = [], ...numberConfig } = config;
    this.thresholds = thresholds;
    this.digests = thresholds.map(({ operator, value }) =>
      hashValues([
        JSON.stringify([widget_type, numberConfig, operator, value]),
      ]),
    );
  }

  /** Whether another version of the widget has the same thresholds on the same number. */
  hasSameThresholds(other: CheckedWidget): boolean {
    return (
      isEqual(this.thresholds, other.thresholds) &&
      isEqual(this.digests, other.digests)
    );
  }

  /**
   * Compares followers' numbers with the thresholds, and with those crossed before. Clears the crossed
   * thresholds of people who no longer follow.
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
      const formerPositions = this.getFormerPositions(own);
      const value = seen.get(user_ref) ?? 'hidden';
      const positions = this.getCrossedPositions(value, formerPositions);
      const newPositions = difference(positions, formerPositions);
      const crossed = positions.map(position => ({
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
          ...newPositions.map(position => ({ user_ref, value, position })),
        );
      }
    }
    return findings;
  }

  /** The thresholds crossed before, at their current positions. */
  private getFormerPositions(before: readonly CrossedThreshold[]): number[] {
    const formerDigests = new Set(
      before.map(({ config_digest }) => config_digest),
    );
    return [...this.digests.keys()].filter(position =>
      formerDigests.has(this.digests[position]),
    );
  }

  private getCrossedPositions(
    value: SeenNumber,
    formerPositions: number[],
  ): number[] {
    if (value === 'hidden') {
      return [];
    }
    // Without a value to compare, the state stays the same.
    return value === 'none'
      ? formerPositions
      : this.thresholds.flatMap(({ operator, value: limit }, position) =>
          comparisons[operator](value, limit) ? [position] : [],
        );
  }
}
