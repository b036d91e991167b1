import { Threshold, Widget } from '@callboard/plugin-callboard-common';
import { difference, gt, gte, isEqual, lt, lte, xorWith } from 'lodash';
import { hashValues } from '../numbers/countedProjects';
import { CrossedThreshold } from './ThresholdStore';

const comparisons = { '>': gt, '>=': gte, '<': lt, '<=': lte };

/**
 * The number that a follower sees in a widget; `none` if the widget has no value to compare, or
 * `hidden` if the follower has no access.
 */
export type FollowerNumber = number | 'none' | 'hidden';

/** A threshold that a follower's number has crossed since the last check. */
export interface NewCrossing {
  user_ref: string;
  value: number;
  position: number;
}

/** A widget with thresholds at the time of a check. */
export class CheckedWidget {
  readonly thresholds: readonly Threshold[];
  /**
   * A digest of each threshold's limit and of the configuration of the number. Followers are not
   * notified again while the digest of a crossed threshold is unchanged.
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
   * Compares followers' numbers with the thresholds, and the result with the thresholds crossed
   * before. Clears the crossed thresholds of former followers.
   */
  compare(
    followerNumbers: ReadonlyMap<string, FollowerNumber>,
    before: readonly CrossedThreshold[],
  ) {
    /** The people whose crossed thresholds changed, including former followers. */
    const changedRefs: string[] = [];
    /** All thresholds that are now crossed for the people in `changedRefs`. */
    const crossedThresholds: CrossedThreshold[] = [];
    const newCrossings: NewCrossing[] = [];
    const people = new Set([
      ...followerNumbers.keys(),
      ...before.map(({ user_ref }) => user_ref),
    ]);
    for (const user_ref of people) {
      const crossedBefore = before.filter(row => row.user_ref === user_ref);
      const positionsBefore = this.findPositionsCrossedBefore(crossedBefore);
      const value = followerNumbers.get(user_ref) ?? 'hidden';
      const positions = this.getCrossedPositions(value, positionsBefore);
      const newPositions = difference(positions, positionsBefore);
      const crossed = positions.map(position => ({
        user_ref,
        position,
        config_digest: this.digests[position],
      }));
      if (xorWith(crossed, crossedBefore, isEqual).length > 0) {
        changedRefs.push(user_ref);
        crossedThresholds.push(...crossed);
      }
      if (typeof value === 'number') {
        newCrossings.push(
          ...newPositions.map(position => ({ user_ref, value, position })),
        );
      }
    }
    return { changedRefs, crossedThresholds, newCrossings };
  }

  /** Returns the current positions of the thresholds that were crossed before. */
  private findPositionsCrossedBefore(
    before: readonly CrossedThreshold[],
  ): number[] {
    const formerDigests = new Set(
      before.map(({ config_digest }) => config_digest),
    );
    return [...this.digests.keys()].filter(position =>
      formerDigests.has(this.digests[position]),
    );
  }

  private getCrossedPositions(
    value: FollowerNumber,
    positionsBefore: number[],
  ): number[] {
    if (value === 'hidden') {
      return [];
    }
    // Without a value to compare, the same thresholds stay crossed.
    return value === 'none'
      ? positionsBefore
      : this.thresholds.flatMap(({ operator, value: limit }, position) =>
          comparisons[operator](value, limit) ? [position] : [],
        );
  }
}
