/** The run of classes from best to worst, and the colours of classes and ageing buckets. */

export const CLASSES = ["VIP", "A", "B", "C", "D", "PAY"] as const;
export type ClassTone = (typeof CLASSES)[number] | "INTERNAL" | "NONE";

export const CLASS_COLOURS: Record<ClassTone, string> = {
  VIP: "#14505c", A: "#2f7a7c", B: "#8dbdb4", C: "#e3c583", D: "#d98b5f", PAY: "#b8392b", INTERNAL: "#75868d", NONE: "#c9d2d5",
};

/** What the server calls a class, as the tone it is shown in. */
export function classTone(name: string | null | undefined): ClassTone {
  if (!name) return "NONE";
  const upper = name.toUpperCase();
  if (upper === "VIP" || upper === "A" || upper === "B" || upper === "C" || upper === "D") return upper;
  if (upper.startsWith("PAY") || name === "付款买单") return "PAY";
  if (upper.startsWith("INTERNAL") || name === "内部单位") return "INTERNAL";
  return "NONE";
}

/** Smaller is better; for movements. */
export function classRank(name: string | null | undefined): number {
  const index = CLASSES.indexOf(classTone(name) as (typeof CLASSES)[number]);
  return index === -1 ? CLASSES.length : index;
}

const LATE_RUN = ["#e3c583", "#d98b5f", "#c8603f", "#b8392b", "#96291f", "#7d241a"];

/** The first bucket is what is not due; the others run from sand to red whatever their number. */
export function bucketColours(buckets: number): string[] {
  const late = buckets - 1;
  return Array.from({ length: buckets }, (_, index) => {
    if (index === 0) return "#3b8a8c";
    const place = late <= 1 ? 0 : ((index - 1) * (LATE_RUN.length - 1)) / (late - 1);
    return LATE_RUN[Math.round(place)] ?? "#b8392b";
  });
}
