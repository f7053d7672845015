/** The least total of each class, read from the rules of the decision that gave the class; pure. */
import type { DecisionInfo, RatingExplanation } from "../../api/types.ts";

export interface Limit {
  class: string;
  from: string | null;
}

/** `>= 80`, `[80..90)`, `< 55`: where the range begins; null at the bottom, undefined where it is no such test. */
export function lowerEnd(condition: string): string | null | undefined {
  const text = condition.trim();
  const at = /^>=?\s*(\d+(?:\.\d+)?)$/.exec(text) ?? /^[[(\]]\s*(\d+(?:\.\d+)?)\s*\.\./.exec(text);
  if (at) return at[1] ?? null;
  return /^<=?\s*\d/.test(text) || text === "-" || text === "" ? null : undefined;
}

/** Best first; empty where the decision is not a table of one number, and then there is no scale. */
export function classLimits(decisions: DecisionInfo[], explanation: Pick<RatingExplanation, "class_limits" | "class_rule">): Limit[] {
  const decision = decisions.find((one) => one.name === explanation.class_rule?.decision);
  if (!decision || decision.inputs.length !== 1) return [];
  const limits: Limit[] = [];
  for (const { class: name } of explanation.class_limits) {
    const rule = decision.rules.find((one) => one.outputs[0]?.replaceAll('"', "") === name);
    const from = rule?.inputs[0] === undefined ? undefined : lowerEnd(rule.inputs[0]);
    if (from === undefined) return [];
    limits.push({ class: name, from });
  }
  const isFalling = limits.every((limit, index) => index === 0 || Number(limit.from ?? -1) < Number(limits[index - 1]?.from ?? -1));
  return isFalling ? limits : [];
}
