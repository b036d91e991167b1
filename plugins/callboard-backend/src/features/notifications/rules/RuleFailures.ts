import { LoggerService } from '@backstage/backend-plugin-api';
import { ChangeEvent } from '@callboard/plugin-callboard-common';
import { NotificationRule } from '@callboard/plugin-callboard-node';

/** The failures of rules, so that each rule is logged once however often it fails. */
export class RuleFailures {
  readonly #byRule = new Map<
    string,
    { error: unknown; change: ChangeEvent; count: number }
  >();

  readonly add = (
    { name }: NotificationRule,
    change: ChangeEvent,
    error: unknown,
  ): void => {
    const failure = this.#byRule.get(name) ?? { error, change, count: 0 };
    this.#byRule.set(name, { ...failure, count: failure.count + 1 });
  };

  log(logger: LoggerService): void {
    for (const [rule, { error, change, count }] of this.#byRule) {
      logger.error(
        `The notification rule '${rule}' failed for ${count} changes, first for ${change.id}, so no one is notified about them`,
        error as Error,
      );
    }
  }
}
