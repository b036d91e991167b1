import { RetentionRule } from '@callboard/plugin-callboard-common';

/** A rule and its scope. */
export interface EffectiveRule {
  rule: RetentionRule;
  /** The workspaces with their own rule, which a global rule excludes. */
  except: readonly string[];
}

/** The rules with their scopes: the most specific one applies. */
export function resolveEffectiveRules(
  rules: readonly RetentionRule[],
): EffectiveRule[] {
  return rules
    .filter(({ keep_days }) => keep_days !== null)
    .map(rule => ({
      rule,
      except:
        rule.workspace_id === null
          ? rules.flatMap(other =>
              other.class === rule.class ? other.workspace_id ?? [] : [],
            )
          : [],
    }));
}
